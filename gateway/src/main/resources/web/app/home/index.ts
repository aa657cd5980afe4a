import '../shell/base.ts';
import './home-app.ts';
import { storeForOffline } from '../shell/worker.ts';

void storeForOffline();
