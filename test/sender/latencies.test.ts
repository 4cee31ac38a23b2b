import fc from 'fast-check';

import { Latencies } from '../../src/sender/latencies';

describe('latencies', () => {
  test('are all 0 when there were none', () => {
    expect(new Latencies().summary()).toEqual({ mean: 0, p50: 0, p90: 0, p99: 0, max: 0 });
  });

  test('have percentiles exact to 2 % and a hundredth of a millisecond', () => {
    const durations = fc.array(fc.double({ min: 0, max: 100_000, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(durations, (values) => {
        const latencies = new Latencies();
        for (const value of values) latencies.add(value);
        const summary = latencies.summary();
        const sorted = values.toSorted((a, b) => a - b);
        for (const [share, found] of [
          [0.5, summary.p50],
          [0.9, summary.p90],
          [0.99, summary.p99],
        ] as const) {
          const exact = sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
          expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact * 0.021 + 0.02);
        }
        expect(summary.max).toBeCloseTo(sorted.at(-1) ?? 0, 1);
      }),
    );
  });
});
