import 'leaflet/dist/leaflet.css';
import '../shell/base.ts';
import './chief-app.ts';
import { keepForOffline } from '../shell/worker.ts';

void keepForOffline();
