/** A tuple of Python's: like a list, but shown otherwise and equal to no list. */
export interface Tuple {
  readonly tuple: readonly Value[];
}

/** What Python goes through but shows otherwise than a list: the keys of a mapping, a range. */
export interface View {
  readonly view: readonly Value[];
  /** Whether it can be taken by position, as a range can. */
  readonly indexed: boolean;
}

/** Something that is not there; an error as soon as it is used for anything but being asked whether it is. */
export interface Undefined {
  readonly undefined: string;
  /** Of an `if` without an else: as a whole it is an empty text. */
  readonly lenient?: true;
}

/** What `namespace()` makes: the one thing that a template may change. */
export interface Namespace {
  readonly names: Map<string, Value>;
}

/** What `omit` stands for: as if the variable were not there. */
export interface Omit {
  readonly omit: true;
}

/** A text that is not taken for a list, a mapping or a boolean when it is all that a template makes. */
export interface NativeText {
  readonly text: string;
}

/** A mapping whose items are made when they are asked for: the variables of hosts. It cannot be gone through. */
export interface Lazy {
  readonly item: (key: string) => Value | undefined;
}

export type Key = string | bigint | boolean | null;
export type Mapping = Map<Key, Value>;

/** A value of a template: an integer is a bigint, a float a number. */
export type Value =
  | string
  | bigint
  | number
  | boolean
  | null
  | readonly Value[]
  | Mapping
  | Tuple
  | View
  | Undefined
  | Namespace
  | Omit
  | Lazy
  | NativeText;

export const OMIT: Omit = { omit: true };

const has = <K extends string>(value: Value, key: K): value is Extract<Value, Record<K, unknown>> =>
  typeof value === 'object' && value !== null && key in value;

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
export const isMapping = (value: Value): value is Mapping => value instanceof Map;
export const isTuple = (value: Value): value is Tuple => has(value, 'tuple');
export const isView = (value: Value): value is View => has(value, 'view');
export const isUndefined = (value: Value): value is Undefined => has(value, 'undefined');
export const isNamespace = (value: Value): value is Namespace => has(value, 'names');
export const isLazy = (value: Value): value is Lazy => has(value, 'item');
export const isOmit = (value: Value): value is Omit => has(value, 'omit');
export const isNativeText = (value: Value): value is NativeText => has(value, 'text');

const NAMES: readonly (readonly [(value: Value) => boolean, string])[] = [
  [(value) => typeof value === 'string' || isNativeText(value), 'str'],
  [(value) => typeof value === 'boolean', 'bool'],
  [(value) => typeof value === 'bigint', 'int'],
  [(value) => typeof value === 'number', 'float'],
  [(value) => value === null, 'NoneType'],
  [isList, 'list'],
  [isMapping, 'dict'],
  [isTuple, 'tuple'],
  [isUndefined, 'AnsibleUndefined'],
  [isOmit, 'omit'],
  [isNamespace, 'Namespace'],
  [isLazy, 'hostvars'],
];

/** The name of a value's type, as Python has it. */
export const typeName = (value: Value): string => NAMES.find(([fits]) => fits(value))?.[1] ?? 'view';
