import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { BarChart, LineChart, type BarSeriesOption, type LineSeriesOption } from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  TooltipComponent,
  type GridComponentOption,
  type LegendComponentOption,
  type TooltipComponentOption,
} from 'echarts/components';
import { init, use, type ComposeOption, type ECharts } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Closure } from '../api/types.ts';
import { t } from '../i18n/i18n.ts';
import { AppElement } from '../shell/app-element.ts';
import { isBelow, itemName, percent } from './figures.ts';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

type Option = ComposeOption<
  BarSeriesOption | LineSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption
>;

const ROW_PIXELS = 38;
const MIN_HEIGHT_PIXELS = 260;

/**
 * A bar chart of reported and closed incidents; by month also with the closure rate as a line. The table has the same
 * figures. Emits `region` after a click on a bar with subregions.
 */
export class ClosureChart extends AppElement {
  static override properties = { closure: { attribute: false } };

  static override styles = css`
    lz-closure-chart {
      display: block;
    }

    lz-closure-chart .chart {
      width: 100%;
      height: 320px;
    }
  `;

  declare closure: Closure | null;

  private chart: ECharts | null = null;
  private resizing: ResizeObserver | null = null;

  constructor() {
    super();
    this.closure = null;
  }

  override render(): TemplateResult {
    return html`<div class="chart" role="img" aria-label=${t('closure.chart')} data-testid="closure-chart"></div>`;
  }

  protected override firstUpdated(): void {
    const canvas = this.querySelector<HTMLElement>('.chart');
    if (canvas === null) {
      return;
    }
    const chart = init(canvas);
    chart.on('click', ({ dataIndex }) => this.clicked(dataIndex));
    this.chart = chart;
    this.resizing = new ResizeObserver(() => chart.resize());
    this.resizing.observe(canvas);
  }

  protected override updated(_changed: PropertyValues<this>): void {
    const { chart, closure } = this;
    const canvas = this.querySelector<HTMLElement>('.chart');
    if (chart === null || closure === null || canvas === null) {
      return;
    }
    canvas.style.height = `${height(closure)}px`;
    chart.resize();
    chart.setOption(option(closure, getComputedStyle(this)), true);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizing?.disconnect();
    this.chart?.dispose();
    this.chart = null;
  }

  private clicked(index: number): void {
    const item = this.closure?.items[index];
    if (item !== undefined && this.closure?.by === 'region' && isBelow(item, this.closure.region)) {
      this.emit<string>('region', item.key);
    }
  }
}

function height({ by, items }: Closure): number {
  return by === 'month' ? MIN_HEIGHT_PIXELS + 60 : Math.max(MIN_HEIGHT_PIXELS, 70 + items.length * ROW_PIXELS);
}

function option(closure: Closure, style: CSSStyleDeclaration): Option {
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const { by, items } = closure;
  const names = items.map((item) => itemName(item, by));
  const text = { color: colour('--muted'), fontFamily: style.fontFamily };
  const grid = { left: 8, right: 16, top: 40, bottom: 8, containLabel: true };
  const common: Option = {
    animationDuration: 300,
    textStyle: { fontFamily: style.fontFamily },
    grid,
    legend: { top: 0, left: 0, textStyle: text, itemWidth: 14, itemHeight: 10 },
    // Drawn on the canvas, because the HTML tooltip has style attributes, which the content policy blocks.
    tooltip: { trigger: 'axis', renderMode: 'richText', axisPointer: { type: 'shadow' } },
  };
  const bars: BarSeriesOption[] = [
    bar(t('closure.reported'), colour('--bar-reported'), items.map((item) => item.reported)),
    bar(t('closure.closed'), colour('--bar-closed'), items.map((item) => item.closed)),
  ];
  const counts = { type: 'value' as const, minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: colour('--line') } } };
  if (by !== 'month') {
    return {
      ...common,
      xAxis: counts,
      yAxis: { type: 'category', data: names, inverse: true, axisLabel: { ...text, width: 110, overflow: 'truncate' }, axisTick: { show: false } },
      series: bars,
    };
  }
  return {
    ...common,
    xAxis: { type: 'category', data: names, axisLabel: { ...text, hideOverlap: true } },
    yAxis: [counts, { type: 'value', min: 0, max: 1, axisLabel: { ...text, formatter: (rate: number) => `${Math.round(rate * 100)}%` }, splitLine: { show: false } }],
    series: [...bars, rate(colour('--bar-rate'), items.map((item) => item.closureRate))],
  };
}

function bar(name: string, color: string, data: number[]): BarSeriesOption {
  return { type: 'bar', name, data, itemStyle: { color, borderRadius: 2 }, barMaxWidth: 18, barGap: '15%' };
}

function rate(color: string, data: (number | null)[]): LineSeriesOption {
  return {
    type: 'line',
    name: t('closure.rate'),
    yAxisIndex: 1,
    data,
    itemStyle: { color },
    lineStyle: { width: 2 },
    symbolSize: 7,
    tooltip: { valueFormatter: (value) => percent(typeof value === 'number' ? value : null) },
  };
}

customElements.define('lz-closure-chart', ClosureChart);
