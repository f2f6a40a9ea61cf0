import { lockOut } from './cluster/network-manager.ts';
import { ownRepository } from './cluster/own-repository.ts';
import { powerCut } from './cluster/power-cut.ts';
import { setUp } from './cluster/set-up.ts';
import { clusterStory, reboot } from './cluster/story.ts';

clusterStory('test-cluster-mixed', ['redhat', 'debian'], [ownRepository, lockOut, powerCut, setUp, reboot], {
  suite: 'trixie',
});
