/**
 * The inventory's section of settings for all virtual services. It has the name of the first balancer that umctl knew, and
 * others read it too: whoever changes the stack does not write the inventory anew.
 */
export const SECTION = 'ldirectord';
