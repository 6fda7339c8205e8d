import { Gauge } from "../../../src/workers/threads/gauge.ts";
import { SharedSignals } from "../../../src/workers/threads/signals.ts";
import { assert, assertEquals } from "../../support/assert.ts";

const NOTHING = { entries: 0, bytes: 0 };

/** Two threads that count, and what the main thread sees. */
function twoGauges(): {
  readonly seen: SharedSignals;
  readonly gauges: readonly [Gauge, Gauge];
} {
  const seen = new SharedSignals();
  const start = (): Gauge => {
    const shared = new SharedSignals(seen.buffer);
    return new Gauge((more) => shared.addInHand(more));
  };
  return { seen, gauges: [start(), start()] };
}

Deno.test("what all threads have done of their jobs is seen as one sum", () => {
  const { seen, gauges } = twoGauges();
  for (const gauge of gauges) gauge.addBytes(3 * 2 ** 40);
  assertEquals(seen.inHand(), { entries: 0, bytes: 6 * 2 ** 40 });
});

Deno.test("a job that is answered takes back what its thread had done, and nothing of the others", () => {
  const { seen, gauges: [one, other] } = twoGauges();
  one.addBytes(2 ** 30);
  other.addBytes(2 ** 31);
  one.clear();
  assertEquals(seen.inHand().bytes, 2 ** 31);
  one.addBytes(2 ** 30);
  other.clear();
  one.clear();
  assertEquals(seen.inHand(), NOTHING);
});

Deno.test("small files are shared in steps, of which few remain unseen", () => {
  const { seen, gauges: [gauge] } = twoGauges();
  let times = 0;
  let last = 0;
  for (let file = 1; file <= 1000; file++) {
    gauge.addEntry();
    gauge.addBytes(100);
    const { entries } = seen.inHand();
    if (entries !== last) times++;
    last = entries;
    assert(file - entries < 16 && entries <= file, `${entries} of ${file}`);
  }
  assert(times < 100, `${times}`);
});

Deno.test("a gauge that was cleared begins at nothing, whatever had not been shared", () => {
  const { seen, gauges: [gauge] } = twoGauges();
  gauge.addEntry();
  gauge.addBytes(1);
  gauge.clear();
  gauge.addBytes(2 ** 30);
  assertEquals(seen.inHand(), { entries: 0, bytes: 2 ** 30 });
});

Deno.test("what a lost thread had in hand is forgotten with the pass", () => {
  const { seen, gauges: [gauge] } = twoGauges();
  gauge.addBytes(2 ** 30);
  seen.clearInHand();
  assertEquals(seen.inHand(), NOTHING);
});
