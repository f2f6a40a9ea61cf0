import { z } from 'zod';

export const handover = {
  /**
   * How duties pass from director to director: `make_before_break` takes them over before they are given up and loses no
   * connection; `classic` is haresources with ldirectord and IPaddr2. Default: make_before_break where both directors can.
   */
  handover: z.enum(['make_before_break', 'classic']).optional(),
};
