import { type Capability, capability } from '../../core/capability.ts';
import type { PackageRepository } from '../../core/package-repository.ts';

/** Where the host takes packages from; of those given, the ones that are of the form which its package tool takes. */
export const repositories: Capability<readonly PackageRepository[]> = capability('repositories');
