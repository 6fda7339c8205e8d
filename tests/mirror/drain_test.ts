import { drain, expectReply, RootGone } from "../../src/mirror/drain.ts";
import type { Job, Reply } from "../../src/workers/job.ts";
import {
  assertEquals,
  assertRejects,
  assertThrows,
} from "../support/assert.ts";
import { scriptedPool } from "../support/scripted_pool.ts";

const READY: Reply = { kind: "ready" };

Deno.test("drain() does nothing where there is nothing to do", async () => {
  const pool = scriptedPool(() => READY);
  await drain(pool, { next: () => undefined, take: () => {} });
  assertEquals(pool.jobs, []);
});

for (const threads of [1, 3]) {
  Deno.test(`drain() keeps ${threads} threads busy, and no more`, async () => {
    const pool = scriptedPool(() => READY, threads);
    const taken: Reply[] = [];
    await drain(pool, {
      next: jobs(10),
      take: (reply) => void taken.push(reply),
    });
    assertEquals(pool.jobs.length, 10);
    assertEquals(taken.length, 10);
    assertEquals(pool.mostAtOnce(), threads);
  });
}

Deno.test("drain() does the jobs that replies lead to, though none are left before", async () => {
  const pool = scriptedPool(() => READY, 4);
  const waiting = [job(0)];
  let replies = 0;
  await drain(pool, {
    next: () => waiting.pop(),
    take: () => {
      replies++;
      if (replies < 8) waiting.push(job(replies));
      if (replies === 1) waiting.push(job(100));
    },
  });
  assertEquals(pool.jobs.length, replies);
  assertEquals(replies, 9);
});

Deno.test("drain() has others do at once what a job shares out before it is answered", async () => {
  const isDone = Promise.withResolvers<Reply>();
  const waiting = [job(0)];
  const shared: Reply = { kind: "part", more: [] };
  const pool = scriptedPool((given, hear) => {
    if (placeOf(given) === 1) isDone.resolve(READY);
    else hear?.(shared);
    return isDone.promise;
  }, 2);
  const taken: Reply[] = [];
  await drain(pool, {
    next: () => waiting.pop(),
    take: (reply) => {
      taken.push(reply);
      if (reply.kind === "part") waiting.push(job(1));
    },
  });
  assertEquals(taken, [shared, READY, READY]);
  assertEquals(pool.jobs.length, 2);
});

Deno.test("drain() hands out the next job before it goes through a reply", async () => {
  const course: string[] = [];
  const next = jobs(3);
  let replies = 0;
  await drain(scriptedPool(() => READY), {
    next: () => {
      const given = next();
      if (given !== undefined) course.push(`job ${placeOf(given)}`);
      return given;
    },
    take: () => void course.push(`reply ${replies++}`),
  });
  assertEquals(course, [
    "job 0",
    "job 1",
    "reply 0",
    "job 2",
    "reply 1",
    "reply 2",
  ]);
});

Deno.test("drain() says whether threads are idle for want of jobs", async () => {
  const pool = scriptedPool(() => READY, 2);
  await drain(pool, { next: jobs(2), take: () => {} });
  assertEquals(pool.hungry, [false, true, true]);
});

Deno.test("drain() hands out nothing after a bug, has the rest answered, and lets the bug through", async () => {
  const bug = new TypeError("a bug");
  const slow = Promise.withResolvers<Reply>();
  const pool = scriptedPool((given) => {
    if (placeOf(given) === 0) throw bug;
    return slow.promise;
  }, 2);
  const taken: Reply[] = [];
  const work = drain(pool, {
    next: jobs(10),
    take: (reply) => void taken.push(reply),
  });
  setTimeout(() => slow.resolve(READY), 1);
  await assertRejects(() => work, TypeError, "a bug");
  assertEquals(pool.jobs.length, 2);
  assertEquals(taken, [READY]);
});

Deno.test("drain() takes what is thrown at a reply for a bug of the job", async () => {
  const pool = scriptedPool(() => ({ kind: "unavailable", reason: "gone" }));
  const take = (reply: Reply): void => void expectReply(reply, "ready");
  const work = (): Promise<void> => drain(pool, { next: jobs(5), take });
  await assertRejects(work, RootGone, "gone");
  assertEquals(pool.jobs.length, 1);
});

Deno.test("expectReply() returns the reply of the kind that was asked for", () => {
  assertEquals(expectReply(READY, "ready"), READY);
});

Deno.test("expectReply() throws RootGone where a root cannot be opened", () => {
  const reply: Reply = { kind: "unavailable", reason: "it has gone" };
  assertThrows(() => expectReply(reply, "applied"), RootGone, "it has gone");
});

Deno.test("expectReply() takes any other reply for a bug", () => {
  assertThrows(
    () => expectReply(READY, "applied"),
    Error,
    'A worker answered "ready" where "applied" was asked for',
  );
});

/** Returns what hands out that many jobs. */
function jobs(count: number): () => Job | undefined {
  let next = 0;
  return () => next < count ? job(next++) : undefined;
}

/** A job that can be told from others. */
function job(place: number): Job {
  return { kind: "make folder", path: `${place}` };
}

function placeOf(given: Job): number | undefined {
  return given.kind === "make folder" ? Number(given.path) : undefined;
}
