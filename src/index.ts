/**
 * What a playbook of your own imports as `umctl`: plays, roles, checks and shell text. umctl's own roles are default
 * exports of `umctl/roles/NAME`, and its playbook that of `umctl/playbook`. `z` is zod, in which roles describe their variables. Packages,
 * services and the like are the host's affair: roles want them of it, as `context.platform.want(service, { name: 'nginx', enabled: true })`.
 * docs/your-own.md has an example of each thing that can be made with it.
 */

/**
 * The version of what `umctl` exports. It grows by one when something that is exported goes, gets another name or another
 * meaning; what is only added leaves it as it is.
 */
export const API = 1;

export { z } from 'zod';
export { type ClusterOptions, clusterPlaybook, handOver, switchover } from '../playbooks/cluster.ts';
export { definePlaybook } from './cluster/domain.ts';
export { drained } from './cluster/drain/hook.ts';
export { note as drainedNote } from './cluster/drain/note.ts';
export { askRegister, newest as newestRegister } from './cluster/drain/register.ts';
export { registerFile } from './cluster/drain/register-file.ts';
export { fail, NOTES, serviceDo } from './cluster/drill/shell.ts';
export { ipvs } from './cluster/facts/ipvs.ts';
export { served } from './cluster/facts/served.ts';
export type { RealEntry, VirtualServer } from './cluster/ipvs/table.ts';
export type { WantedService } from './cluster/ipvs/wanted.ts';
export type { Link } from './cluster/links/link.ts';
export { activeComplaint, askActive } from './cluster/model/active.ts';
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
export { addressOf } from './cluster/model/segment.ts';
export { type SegmentVars, segment } from './cluster/model/segment-vars.ts';
export { type VirtualAddress, virtualAddress, virtualAddresses } from './cluster/model/virtual-addresses.ts';
export { type Balanced, type Balancer, defineBalancer } from './cluster/ports/balancer.ts';
export type { BalancerDrill, Fault, HaDrill, Target, Timings } from './cluster/ports/fault.ts';
export type { HaStack } from './cluster/ports/ha-stack.ts';
export type { Party, PortNeed } from './cluster/ports/port-need.ts';
export type { Stack } from './cluster/ports/stack.ts';
export type { AnsweringDirector, Column, HaStatus, StatusPart } from './cluster/ports/status.ts';
export type { Answer } from './cluster/status/answer.ts';
export type { Finding, Mends, Seen } from './cluster/status/findings/seen.ts';
export type { AskedNode } from './cluster/status/node.ts';
export { answerTo, type Probe } from './cluster/status/probe.ts';
export type { HostStatus } from './cluster/status/shape.ts';
export { type Capability, capability } from './core/capability.ts';
export { type Check, type CheckResult, check } from './core/check.ts';
export type { Command, Output } from './core/connection.ts';
export { InputError, type Position, type Problem } from './core/errors.ts';
export { type Fact, type FactValues, type Remark, type Row, read } from './core/fact.ts';
export type { AddressFact, Facts } from './core/facts.ts';
export type { Host } from './core/host.ts';
export type { PackageRepository } from './core/package-repository.ts';
export type { Step } from './core/plan.ts';
export type { Platform } from './core/platform.ts';
export type { Hook, HookContext, Operation, Place, Play, Playbook } from './core/play.ts';
export {
  type Change,
  defineResource,
  type Impact,
  type Relations,
  type Resource,
  type ResourceType,
  type Restorable,
  type State,
  type Value,
} from './core/resource.ts';
export { vaulted } from './core/schema.ts';
export { joinSh, quote, type Sh, sh } from './core/sh.ts';
export type { Software } from './core/software.ts';
export { alias } from './platform/capabilities/alias.ts';
export { aroundService } from './platform/capabilities/around-service.ts';
export { arpSilence } from './platform/capabilities/arp-silence.ts';
export { defaultRoute } from './platform/capabilities/default-route.ts';
export { firewall, type Opening, openedBefore } from './platform/capabilities/firewall.ts';
export { forgottenFiles } from './platform/capabilities/forgotten-files.ts';
export { ftpServer } from './platform/capabilities/ftp-server.ts';
export { keptAddresses } from './platform/capabilities/kept-addresses.ts';
export { kernelModules } from './platform/capabilities/kernel-modules.ts';
export { kernelSettings } from './platform/capabilities/kernel-settings.ts';
export { ownDaemon } from './platform/capabilities/own-daemon.ts';
export { packages } from './platform/capabilities/packages.ts';
export { reloadCommand } from './platform/capabilities/reload-command.ts';
export { repositories } from './platform/capabilities/repositories.ts';
export { resetByInstalling } from './platform/capabilities/reset-by-installing.ts';
export { type ServiceSpec, service } from './platform/capabilities/service.ts';
export { startCommand } from './platform/capabilities/start-command.ts';
export { stopCommand } from './platform/capabilities/stop-command.ts';
export { syslog } from './platform/capabilities/syslog.ts';
export { webServer } from './platform/capabilities/web-server.ts';
export { distributions } from './platform/distributions/all.ts';
export { debian } from './platform/distributions/debian.ts';
export type { Distribution } from './platform/distributions/distribution.ts';
export { type System, systemOf } from './platform/facts/system.ts';
export { type AnyProvider, type Misfit, onlyWhere, type Provider, provider } from './platform/provider.ts';
export { withDistributions } from './platform/with-distributions.ts';
export { absent } from './resources/absent.ts';
export { address } from './resources/address.ts';
export { block } from './resources/block.ts';
export { command } from './resources/command.ts';
export { directory } from './resources/directory.ts';
export { file } from './resources/file.ts';
export { kernelModule } from './resources/kernel-module.ts';
export { link } from './resources/link.ts';
export { keepFunction } from './resources/shell/keep.ts';
export { type Observed, observePath, parsePath } from './resources/shell/observe.ts';
export { beside, END, fill, replaceFile } from './resources/shell/replace.ts';
export { script } from './resources/shell/script.ts';
export { sysctl } from './resources/sysctl.ts';
