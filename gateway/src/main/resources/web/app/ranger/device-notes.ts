import { css, html, type TemplateResult } from 'lit';
import { database } from '../device/database.ts';
import { deviceStorage } from '../device/storage.ts';
import { t, type TextKey } from '../i18n/i18n.ts';
import { AppElement } from '../shell/app-element.ts';
import { icon } from '../shell/icons.ts';

/** Shows problems of this device's storage: it can't be used, or it is nearly full. */
export class DeviceNotes extends AppElement {
  static override styles = css`
    lz-device-notes .device-note {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 10px;
      margin-top: 12px;
      padding: 14px;
      border-radius: var(--radius);
      background: var(--warn-soft);
      color: #5c3800;
    }

    lz-device-notes .device-note p {
      flex: 1 1 200px;
    }
  `;

  constructor() {
    super();
    this.watch(() => database);
    this.watch(() => deviceStorage);
  }

  override render(): TemplateResult {
    return html`${this.databaseNote()}${deviceStorage.isLow ? note('storage-low', 'device.low') : ''}`;
  }

  private databaseNote(): TemplateResult | string {
    switch (database.state) {
      case 'blocked':
        return note('database-blocked', 'device.blocked');
      case 'newer':
        return note('database-newer', 'device.newer', () => location.reload());
      case 'failed':
        return note('database-failed', 'device.failed', () => location.reload());
      default:
        return '';
    }
  }
}

function note(testId: string, text: TextKey, reload?: () => void): TemplateResult {
  return html`
    <div class="device-note" role="alert" data-testid=${testId}>
      ${icon('warning')}
      <p>${t(text)}</p>
      ${reload === undefined
        ? ''
        : html`<button type="button" class="button button-big" @click=${reload}>${t('action.reload')}</button>`}
    </div>
  `;
}

customElements.define('lz-device-notes', DeviceNotes);
