import '../shell/theme.css';
import '../shell/face-header.css';
import '../shell/controls.css';
import '../shell/marks.css';
import '../shell/notes.css';
import './home.css';
import './home-face.ts';
import { keepForOffline } from '../shell/worker.ts';

void keepForOffline();
