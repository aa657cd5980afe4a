import { networkProblem, type Problem } from '../../api/problem.ts';
import type { ReportBody } from '../../api/types.ts';
import { uuid7 } from '../../api/ids.ts';
import type { Verdict } from './verdict.ts';
import { backOff, LONGEST_UNANSWERED_MS } from './backoff.ts';

/**
 * A report on this device. `queued` waits for the network or its next try, `sending` is on its way (or was, when the
 * page died), `attention` needs the person, `sent` is safe at the server.
 */
export interface QueuedReport {
  id: string;
  /** The user who made it; nobody else ever sends it. */
  owner: string;
  /** The region's name, to show without network. */
  regionName: string;
  body: ReportBody;
  state: 'queued' | 'sending' | 'attention' | 'sent';
  /** ms since the epoch, by the device's clock, as all times here. */
  savedAt: number;
  sentAt: number | null;
  /** Not to be tried before. */
  dueAt: number;
  attempts: number;
  /** Why it isn't sent yet. */
  problem: Problem | null;
  /** Its time was taken from the server's clock once, because the device's runs ahead. */
  clockCorrected: boolean;
}

export function newReport(owner: string, regionName: string, body: ReportBody, now: number): QueuedReport {
  return {
    id: uuid7(now),
    owner,
    regionName,
    body,
    state: 'queued',
    savedAt: now,
    sentAt: null,
    dueAt: now,
    attempts: 0,
    problem: null,
    clockCorrected: false,
  };
}

/** On its way, or to be sent: not yet at the server and nothing to be done by the person. */
export function isWaiting(report: QueuedReport): boolean {
  return report.state === 'queued' || report.state === 'sending';
}

export function sending(report: QueuedReport): QueuedReport {
  return { ...report, state: 'sending', attempts: report.attempts + 1 };
}

/** The report after an answer to it. A report never gets out of here otherwise than delivered or kept. */
export function after(report: QueuedReport, verdict: Verdict, now: number, random: number): QueuedReport {
  switch (verdict.is) {
    case 'delivered':
      return { ...report, state: 'sent', sentAt: now, problem: null };
    case 'login':
      return { ...report, state: 'queued', dueAt: now, problem: verdict.problem };
    case 'later':
      return {
        ...report,
        state: 'queued',
        dueAt: now + Math.max(verdict.waitMs ?? 0, backOff(report.attempts, random)),
        problem: verdict.problem,
      };
    case 'clock':
      return report.clockCorrected
        ? { ...report, state: 'attention', problem: verdict.problem }
        : corrected(report, verdict.serverTime, now);
    case 'attention':
      return { ...report, state: 'attention', problem: verdict.problem };
  }
}

/** Written again by the person after a refusal. */
export function revised(report: QueuedReport, body: ReportBody, now: number): QueuedReport {
  return { ...report, body, state: 'queued', dueAt: now, attempts: 0, problem: null, clockCorrected: false };
}

/** The same report under a new id, because the server has another one under the old id. */
export function renewed(report: QueuedReport, body: ReportBody, now: number): QueuedReport {
  return { ...revised(report, body, now), id: uuid7(now) };
}

/** Back in the queue after a try that ended without any answer. */
export function unanswered(report: QueuedReport, now: number, random: number): QueuedReport {
  const dueAt = now + backOff(report.attempts, random, LONGEST_UNANSWERED_MS);
  return { ...report, state: 'queued', dueAt, problem: networkProblem() };
}

/** The server's clock decides: the device's time is moved by the difference and kept as evidence. */
function corrected(report: QueuedReport, serverTime: number, now: number): QueuedReport {
  const deviceTime = report.body.reportedAt;
  const moved = Math.min(Date.parse(deviceTime) + (serverTime - now), serverTime);
  const body: ReportBody = {
    ...report.body,
    reportedAt: new Date(moved).toISOString(),
    details: { ...report.body.details, deviceTime },
  };
  return { ...report, body, state: 'queued', dueAt: now, problem: null, clockCorrected: true };
}
