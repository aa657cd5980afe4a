import 'leaflet/dist/leaflet.css';
import '../shell/base.ts';
import './chief-app.ts';
import { storeForOffline } from '../shell/worker.ts';

void storeForOffline();
