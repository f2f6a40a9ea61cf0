/** An expression of Jinja's. */
export type Expression =
  | { readonly kind: 'constant'; readonly value: string | bigint | number | boolean | null }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list' | 'tuple'; readonly items: readonly Expression[] }
  | { readonly kind: 'mapping'; readonly pairs: readonly (readonly [Expression, Expression])[] }
  | {
      readonly kind: 'condition';
      readonly test: Expression;
      readonly holds: Expression;
      readonly otherwise: Expression | undefined;
    }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not' | 'negative' | 'positive'; readonly of: Expression }
  | { readonly kind: 'compare'; readonly first: Expression; readonly rest: readonly (readonly [string, Expression])[] }
  | { readonly kind: 'operation'; readonly sign: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'concat'; readonly parts: readonly Expression[] }
  | { readonly kind: 'attribute'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'item'; readonly of: Expression; readonly key: Expression }
  | {
      readonly kind: 'slice';
      readonly of: Expression;
      readonly from: Expression | undefined;
      readonly to: Expression | undefined;
      readonly step: Expression | undefined;
    }
  | { readonly kind: 'call'; readonly of: Expression; readonly given: Arguments }
  | { readonly kind: 'filter' | 'test'; readonly of: Expression; readonly name: string; readonly given: Arguments };

export interface Arguments {
  readonly positional: readonly Expression[];
  readonly named: readonly (readonly [string, Expression])[];
}

/** What a value is assigned to: a name, names that share it, or a name of a namespace. */
export type Target =
  | { readonly name: string }
  | { readonly names: readonly Target[] }
  | { readonly namespace: string; readonly name: string };

/** A piece of a template. */
export type Statement =
  | { readonly kind: 'data'; readonly text: string }
  | { readonly kind: 'output'; readonly value: Expression }
  | { readonly kind: 'if'; readonly branches: readonly (readonly [Expression, Body])[]; readonly otherwise: Body }
  | {
      readonly kind: 'for';
      readonly target: Target;
      readonly of: Expression;
      readonly where: Expression | undefined;
      readonly body: Body;
      readonly otherwise: Body;
    }
  | { readonly kind: 'set'; readonly target: Target; readonly value: Expression };

export type Body = readonly Statement[];
