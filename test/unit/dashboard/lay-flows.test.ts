import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layFlows } from '../../../dashboard/charts/lay-flows.ts';

const order = ['sales', 'service', 'product'];

describe('flows between two columns', () => {
  it('are as thick as what flows, and touch their ends without gaps', () => {
    const { senders, receivers, ribbons } = layFlows(
      [
        { from: 'sales', to: 'service', value: 30 },
        { from: 'sales', to: 'product', value: 10 },
      ],
      order,
      100,
      20,
    );
    expect(senders).toEqual([{ id: 'sales', total: 40, top: 10, bottom: 90 }]);
    expect(receivers.map(({ id, top, bottom }) => [id, top, bottom])).toEqual([
      ['service', 0, 60],
      ['product', 80, 100],
    ]);
    expect(ribbons.map(({ to, thickness, fromY, toY }) => [to, thickness, fromY, toY])).toEqual([
      ['service', 60, 40, 30],
      ['product', 20, 80, 90],
    ]);
  });

  it('of nothing have no ends', () => {
    expect(layFlows([{ from: 'sales', to: 'service', value: 0 }], order, 100)).toEqual({
      senders: [],
      receivers: [],
      ribbons: [],
    });
  });

  it('stay within the height, whatever flows', () => {
    const flow = fc.record({
      from: fc.constantFrom(...order),
      to: fc.constantFrom(...order),
      value: fc.integer({ min: 0, max: 1000 }),
    });
    fc.assert(
      fc.property(fc.array(flow, { maxLength: 12 }), (flows) => {
        const { senders, receivers } = layFlows(flows, order, 300);
        for (const { top, bottom } of [...senders, ...receivers]) {
          expect(top).toBeGreaterThanOrEqual(-1e-9);
          expect(bottom).toBeLessThanOrEqual(300 + 1e-9);
        }
      }),
    );
  });
});
