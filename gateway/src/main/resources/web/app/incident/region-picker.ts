import { css, html, type TemplateResult } from 'lit';
import { call, query } from '../api/client.ts';
import type { Page, Region } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { levelLabel } from '../i18n/labels.ts';
import { AppElement } from '../shell/app-element.ts';
import { formField } from '../shell/form-field.ts';

/** The number of digits of a region's code, by level from the province down. */
const DIGITS = [2, 4, 6, 9, 12];

const children = new Map<string, Promise<readonly Region[]>>();

/**
 * Picks a region level by level, starting below a given region. Emits `region` with the chosen one, or null for the
 * whole region.
 */
export class RegionPicker extends AppElement {
  static override properties = {
    top: { attribute: false },
    value: {},
    options: { state: true },
    failed: { state: true },
  };

  static override styles = css`
    lz-region-picker {
      display: grid;
      gap: 12px;
    }
  `;

  /** The widest region that can be chosen. */
  declare top: Region | null;
  /** The code of the chosen region. */
  declare value: string;
  /** The subregions of each region between the widest and the chosen one, by region code. */
  declare options: ReadonlyMap<string, readonly Region[]>;
  declare failed: boolean;

  constructor() {
    super();
    this.top = null;
    this.value = '';
    this.options = new Map();
    this.failed = false;
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('top') || changed.has('value')) {
      this.parents().forEach((parent) => void this.load(parent));
    }
  }

  override render(): TemplateResult {
    const { top } = this;
    if (top === null) {
      return html``;
    }
    return html`
      ${this.failed ? html`<p class="hint">${t('place.regionsMissing')}</p>` : ''}
      ${this.parents().map((parent) => {
        const options = this.options.get(parent) ?? [];
        return options.length === 0 ? '' : this.step(parent, options);
      })}
    `;
  }

  private step(parent: string, options: readonly Region[]): TemplateResult {
    const chosen = options.find(({ code }) => this.value.startsWith(code)) ?? null;
    return formField({
      label: levelLabel(options[0]?.level ?? 'VILLAGE'),
      control: html`
        <select
          data-testid="region-${options[0]?.level ?? ''}"
          @change=${(event: Event) => this.choose(parent, options, (event.target as HTMLSelectElement).value)}
        >
          <option value="" ?selected=${chosen === null}>${t('place.whole')}</option>
          ${options.map(
            ({ code, name }) => html`<option value=${code} ?selected=${chosen?.code === code}>${name}</option>`,
          )}
        </select>
      `,
    });
  }

  private choose(parent: string, options: readonly Region[], code: string): void {
    const above = [...this.options.values()].flat().find((region) => region.code === parent) ?? null;
    this.emit<Region | null>('region', options.find((option) => option.code === code) ?? above);
  }

  /** The codes of the regions whose subregions can be chosen. */
  private parents(): string[] {
    const top = this.top?.code ?? '';
    const value = this.value.startsWith(top) ? this.value : top;
    return DIGITS.filter((digits) => digits >= top.length && digits <= value.length && digits < 12).map((digits) =>
      value.slice(0, digits),
    );
  }

  private async load(parent: string): Promise<void> {
    if (this.options.has(parent)) {
      return;
    }
    const reading =
      children.get(parent) ??
      call<Page<Region>>(`/api/regions${query({ parent })}`).then(({ items }) => items);
    children.set(parent, reading);
    try {
      const regions = await reading;
      // Copied after the wait: several levels are read at the same time.
      this.options = new Map(this.options).set(parent, regions);
      this.failed = false;
    } catch {
      children.delete(parent);
      this.failed = true;
    }
  }
}

customElements.define('lz-region-picker', RegionPicker);
