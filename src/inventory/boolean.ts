/** Texts and 0 and 1 as Ansible's `boolean` has them (ansible/module_utils/parsing/convert_bool.py). */
export function asBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'object') return undefined;
  const text = String(value).trim().toLowerCase();
  if (['yes', 'on', '1', 'true', 't', 'y'].includes(text)) return true;
  return ['no', 'off', '0', 'false', 'f', 'n'].includes(text) ? false : undefined;
}
