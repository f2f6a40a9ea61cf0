/**
 * What a playbook of your own imports as `umctl`: plays, roles, checks and shell text. umctl's own roles are default
 * exports of `umctl/roles/NAME`, and its playbook that of `umctl/playbook`. `z` is zod, in which roles describe their variables. Packages and
 * services are the distribution's affair: roles get them from `context.platform`.
 */

export { z } from 'zod';
export { type ClusterOptions, clusterPlaybook } from '../playbooks/cluster.ts';
export { handOver, switchover } from '../roles/heartbeat/handover/hand-over.ts';
export { definePlaybook } from './cluster/domain.ts';
export { drained } from './cluster/drain/hook.ts';
export { holdsVirtualAddress } from './cluster/model/holder.ts';
export {
  type AnyRole,
  type Context,
  defineRole,
  type Member,
  type Placed,
  type Refusal,
  type Role,
  type SecretSource,
} from './cluster/model/role.ts';
export { type Check, type CheckResult, check } from './core/check.ts';
export type { Command, Output } from './core/connection.ts';
export { InputError, type Position, type Problem } from './core/errors.ts';
export type { AddressFact, Facts } from './core/facts.ts';
export type { Host } from './core/host.ts';
export type { PackageRepository } from './core/package-repository.ts';
export type { Platform, ServiceSpec, Software } from './core/platform.ts';
export type { Hook, HookContext, Operation, Place, Play, Playbook } from './core/play.ts';
export {
  defineResource,
  type Relations,
  type Resource,
  type ResourceType,
  type State,
  type Value,
} from './core/resource.ts';
export { vaulted } from './core/schema.ts';
export { joinSh, quote, type Sh, sh } from './core/sh.ts';
export { absent } from './resources/absent.ts';
export { address } from './resources/address.ts';
export { block } from './resources/block.ts';
export { command } from './resources/command.ts';
export { directory } from './resources/directory.ts';
export { file } from './resources/file.ts';
export { kernelModule } from './resources/kernel-module.ts';
export { link } from './resources/link.ts';
export { sysctl } from './resources/sysctl.ts';
