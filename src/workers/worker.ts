/// <reference lib="deno.worker" />
import { portableDisk } from "../disk/portable/disk.ts";
import { JobDoer } from "./do_job.ts";
import type { Job, StartMessage } from "./job.ts";
import { SharedSignals } from "./signals.ts";

let doer: JobDoer | undefined;

self.onmessage = ({ data }: MessageEvent<Job | StartMessage>): void => {
  if (data.kind === "start") {
    doer = new JobDoer({
      disk: portableDisk,
      signals: new SharedSignals(data.signals),
    });
  } else self.postMessage(doer?.do(data));
};
