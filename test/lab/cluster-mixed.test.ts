import { lockOut } from './cluster/network-manager.ts';
import { ownRepository } from './cluster/own-repository.ts';
import { powerCut } from './cluster/power-cut.ts';
import { setUp } from './cluster/set-up.ts';
import { clusterStory, reboot } from './cluster/story.ts';

// One of them has no systemd, so that both pass duties the classic way, unasked.
clusterStory('test-cluster-mixed', ['redhat', 'legacy'], [ownRepository, lockOut, powerCut, setUp, reboot]);
