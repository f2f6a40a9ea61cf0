import { segmentSchema } from '../../src/cluster/model/segment-vars.ts';

export const vars = segmentSchema({});
