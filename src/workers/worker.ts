/// <reference lib="deno.worker" />
import { openDisk } from "../disk/open.ts";
import { JobDoer } from "./do_job.ts";
import type { Job, StartMessage } from "./job.ts";
import { SharedSignals } from "./signals.ts";

let doer: Promise<JobDoer> | undefined;

self.onmessage = async (
  { data }: MessageEvent<Job | StartMessage>,
): Promise<void> => {
  if (data.kind === "start") doer = makeDoer(data);
  else self.postMessage((await doer)?.do(data));
};

async function makeDoer({ disk, signals }: StartMessage): Promise<JobDoer> {
  const opened = await openDisk(disk);
  return new JobDoer({ ...opened, signals: new SharedSignals(signals) });
}
