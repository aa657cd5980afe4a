import { html, type TemplateResult } from 'lit';
import { call, query } from '../api/client.ts';
import type { Page, Region } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { levelLabel } from '../i18n/labels.ts';
import { AppElement } from '../shell/app-element.ts';

/** Down from the own region, level by level, as far as the person likes. Emits `region` with the one chosen, or null. */
export class RegionChooser extends AppElement {
  static override properties = { top: { attribute: false }, steps: { state: true }, failed: { state: true } };

  declare top: Region | null;
  declare steps: readonly { options: readonly Region[]; chosen: Region | null }[];
  declare failed: boolean;

  constructor() {
    super();
    this.top = null;
    this.steps = [];
    this.failed = false;
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('top') && this.top !== null && this.top.level !== 'VILLAGE') {
      void this.load(this.top, []);
    }
  }

  override render(): TemplateResult {
    return html`
      <p class="region-own">${this.top?.name ?? ''}</p>
      ${this.failed ? html`<p class="hint">${t('place.regionsMissing')}</p>` : ''}
      ${this.steps.map(
        ({ options, chosen }, depth) => html`
          <label class="field">
            <span>${levelLabel(options[0]?.level ?? 'VILLAGE')}</span>
            <select @change=${(event: Event) => this.choose(depth, (event.target as HTMLSelectElement).value)}>
              <option value="" ?selected=${chosen === null}>${t('place.whole')}</option>
              ${options.map(
                ({ code, name }) => html`<option value=${code} ?selected=${chosen?.code === code}>${name}</option>`,
              )}
            </select>
          </label>
        `,
      )}
    `;
  }

  private choose(depth: number, code: string): void {
    const step = this.steps[depth];
    if (step === undefined) {
      return;
    }
    const chosen = step.options.find((option) => option.code === code) ?? null;
    const kept = [...this.steps.slice(0, depth), { ...step, chosen }];
    this.steps = kept;
    this.emit<Region | null>('region', chosen ?? this.steps[depth - 1]?.chosen ?? null);
    if (chosen !== null && chosen.level !== 'VILLAGE') {
      void this.load(chosen, kept);
    }
  }

  private async load(parent: Region, above: typeof this.steps): Promise<void> {
    try {
      const { items } = await call<Page<Region>>(`/api/regions${query({ parent: parent.code })}`);
      this.failed = false;
      this.steps = items.length === 0 ? above : [...above, { options: items, chosen: null }];
    } catch {
      this.failed = true;
    }
  }
}

customElements.define('lz-region-chooser', RegionChooser);
