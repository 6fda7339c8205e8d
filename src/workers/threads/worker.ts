/// <reference lib="deno.worker" />
import { openDisk } from "../../disk/open.ts";
import { JobDoer } from "../do_job.ts";
import type { Job, Reply } from "../job.ts";
import { Gauge } from "./gauge.ts";
import {
  fromMessage,
  type Message,
  type StartMessage,
  toMessage,
} from "./message.ts";
import { SharedSignals } from "./signals.ts";

let doer: Promise<JobDoer> | undefined;

self.onmessage = async (
  { data }: MessageEvent<Message<Job> | StartMessage>,
): Promise<void> => {
  if (typeof data !== "string") {
    doer = makeDoer(data);
    await doer;
    self.postMessage(toMessage<Reply>({ kind: "ready" }));
  } else if (doer !== undefined) {
    const [job, mine] = [fromMessage(data), await doer];
    await mine.load(job);
    self.postMessage(toMessage(mine.do(job)));
  }
};

async function makeDoer({ disk, signals }: StartMessage): Promise<JobDoer> {
  const opened = await openDisk(disk);
  const shared = new SharedSignals(signals);
  return new JobDoer({
    ...opened,
    signals: shared,
    gauge: new Gauge((more) => shared.addInHand(more)),
    tell: (part) => self.postMessage(toMessage(part)),
  });
}
