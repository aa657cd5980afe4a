import '../shell/theme.css';
import '../shell/controls.css';
import './home.css';
import './home-face.ts';
import { keepForOffline } from '../shell/worker.ts';

void keepForOffline();
