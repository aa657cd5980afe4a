import '../shell/base.ts';
import './home-app.ts';
import { keepForOffline } from '../shell/worker.ts';

void keepForOffline();
