import { demoSite } from '../../src/cluster/model/demo-site-vars.ts';
import { segmentSchema } from '../../src/cluster/model/segment-vars.ts';

export const vars = segmentSchema(demoSite);
