/** The part of Leaflet 1.9 that the apps use; Maven Central has no `@types/leaflet`. */
declare module 'leaflet' {
  export type LatLngTuple = [lat: number, lng: number];

  export interface LatLng {
    lat: number;
    lng: number;
  }

  export interface LatLngBounds {
    isValid(): boolean;
    extend(point: LatLngTuple | LatLngBounds): this;
    pad(ratio: number): LatLngBounds;
  }

  export interface LeafletEvent {
    target: Layer;
  }

  export interface LeafletMouseEvent extends LeafletEvent {
    latlng: LatLng;
  }

  export interface Layer {
    addTo(map: Map | LayerGroup): this;
    remove(): this;
    on(type: 'click', listener: (event: LeafletMouseEvent) => void): this;
    on(type: 'dragend', listener: (event: LeafletEvent) => void): this;
    bindTooltip(text: string, options?: TooltipOptions): this;
    getElement(): HTMLElement | SVGElement | undefined;
  }

  export interface TooltipOptions {
    permanent?: boolean;
    direction?: 'center' | 'top' | 'auto';
    className?: string;
    opacity?: number;
    sticky?: boolean;
  }

  export interface LayerGroup extends Layer {
    clearLayers(): this;
  }

  export interface GeoJSON extends LayerGroup {
    getBounds(): LatLngBounds;
  }

  export interface PathOptions {
    color?: string;
    weight?: number;
    fillColor?: string;
    fillOpacity?: number;
    className?: string;
    interactive?: boolean;
    smoothFactor?: number;
  }

  export interface GeoJSONOptions<F> extends PathOptions {
    style?: (feature: F) => PathOptions;
    onEachFeature?: (feature: F, layer: Layer) => void;
  }

  export interface Icon {
    readonly icon: unique symbol;
  }

  export interface DivIconOptions {
    className?: string;
    html?: HTMLElement | string;
    iconSize?: [width: number, height: number];
    iconAnchor?: [x: number, y: number];
  }

  export interface MarkerOptions {
    icon?: Icon;
    title?: string;
    alt?: string;
    draggable?: boolean;
    keyboard?: boolean;
    interactive?: boolean;
    zIndexOffset?: number;
  }

  export interface Marker extends Layer {
    getLatLng(): LatLng;
    setLatLng(at: LatLngTuple): this;
  }

  export interface Circle extends Layer {
    setLatLng(at: LatLngTuple): this;
  }

  export interface MapOptions {
    zoomControl?: boolean;
    attributionControl?: boolean;
    minZoom?: number;
    maxZoom?: number;
    zoomSnap?: number;
    scrollWheelZoom?: boolean;
  }

  export interface Map {
    on(type: 'click', listener: (event: LeafletMouseEvent) => void): this;
    fitBounds(bounds: LatLngBounds, options?: { padding?: [number, number]; maxZoom?: number; animate?: boolean }): this;
    setView(center: LatLngTuple, zoom: number, options?: { animate?: boolean }): this;
    panTo(center: LatLngTuple): this;
    getZoom(): number;
    invalidateSize(): this;
    remove(): this;
  }

  export function map(element: HTMLElement, options?: MapOptions): Map;
  export function tileLayer(template: string, options?: { maxZoom?: number; attribution?: string }): Layer;
  export function geoJSON<F>(data: { features: F[] }, options?: GeoJSONOptions<F>): GeoJSON;
  export function layerGroup(): LayerGroup;
  export function marker(at: LatLngTuple, options?: MarkerOptions): Marker;
  export function circle(at: LatLngTuple, options: PathOptions & { radius: number }): Circle;
  export function divIcon(options: DivIconOptions): Icon;
  export const control: { scale(options?: { imperial?: boolean }): { addTo(map: Map): unknown } };
}
