import type { Alert } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { kindLabel } from '../i18n/labels.ts';

const STORED = 'linzhang.sound';
const BEEPS = 3;
const BEEP_SECONDS = 0.18;

/** Announces a new fire by a tone if the person has switched it on, by the tab's title and by a notification. */
export class Alarm {
  private audio: AudioContext | null = null;
  private flashing: ReturnType<typeof setInterval> | undefined;
  private title = '';

  constructor() {
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') {
        this.stopFlashing();
      }
    });
    // Browsers allow sound only after the person has interacted with the page.
    document.addEventListener('pointerdown', () => this.unlock(), { once: true });
  }

  get sound(): boolean {
    try {
      return localStorage.getItem(STORED) === 'on';
    } catch {
      return false;
    }
  }

  /** Switches the sound on or off; may request the permission for notifications. */
  async toggle(): Promise<void> {
    const on = !this.sound;
    try {
      localStorage.setItem(STORED, on ? 'on' : 'off');
    } catch {
      // Without storage the setting is not saved.
    }
    if (on) {
      this.unlock();
      this.beep();
      if ('Notification' in window && Notification.permission === 'default') {
        await Notification.requestPermission();
      }
    }
  }

  ring(alert: Alert): void {
    if (this.sound) {
      this.beep();
    }
    const words = `${kindLabel(alert.kind)} · ${alert.regionName}`;
    if (document.visibilityState === 'hidden') {
      this.flash(words);
      void this.notify(alert, words);
    }
  }

  private async notify(alert: Alert, words: string): Promise<void> {
    if (!('Notification' in window) || Notification.permission !== 'granted') {
      return;
    }
    const options = { body: alert.description, tag: alert.id, icon: '/icons/icon-192.png' };
    try {
      const registration = await navigator.serviceWorker.ready;
      await registration.showNotification(words, options);
    } catch {
      new Notification(words, options);
    }
  }

  private flash(words: string): void {
    this.stopFlashing();
    this.title = document.title;
    let on = false;
    this.flashing = setInterval(() => {
      on = !on;
      document.title = on ? t('alarm.title', { what: words }) : this.title;
    }, 1_000);
  }

  private stopFlashing(): void {
    if (this.flashing !== undefined) {
      clearInterval(this.flashing);
      this.flashing = undefined;
      document.title = this.title;
    }
  }

  private unlock(): void {
    if (this.sound) {
      this.audio ??= new AudioContext();
      void this.audio.resume();
    }
  }

  private beep(): void {
    const { audio } = this;
    if (audio === null) {
      return;
    }
    for (let i = 0; i < BEEPS; i++) {
      const start = audio.currentTime + i * 2 * BEEP_SECONDS;
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = i % 2 === 0 ? 880 : 660;
      volume.gain.setValueAtTime(0.2, start);
      volume.gain.exponentialRampToValueAtTime(0.001, start + BEEP_SECONDS);
      tone.connect(volume).connect(audio.destination);
      tone.start(start);
      tone.stop(start + BEEP_SECONDS);
    }
  }
}
