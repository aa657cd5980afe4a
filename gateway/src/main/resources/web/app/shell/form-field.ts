import { html, type TemplateResult } from 'lit';
import { t } from '../i18n/i18n.ts';

export interface FormField {
  label: string;
  /** The input, select or textarea. */
  control: TemplateResult;
  required?: boolean;
  /** The error of the value; null if there is none. */
  error?: string | null;
  /** The `data-testid` of the error. */
  errorHook?: string;
}

/** A labelled control of a form, with its error. */
export function formField({ label, control, required = false, error = null, errorHook = '' }: FormField): TemplateResult {
  return html`
    <label class="field">
      <span>${label}${required ? html` <em>${t('form.required')}</em>` : ''}</span>
      ${control}
      ${error === null ? '' : html`<span class="field-error" role="alert" data-testid=${errorHook}>${error}</span>`}
    </label>
  `;
}
