import '../shell/theme.css';
import '../shell/app-header.css';
import '../shell/controls.css';
import '../shell/badges.css';
import '../shell/notes.css';
import './home.css';
import './home-app.ts';
import { keepForOffline } from '../shell/worker.ts';

void keepForOffline();
