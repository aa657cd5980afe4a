package org.linzhang.incident.intake;

import org.linzhang.incident.event.Source;
import org.linzhang.platform.region.RegionCode;

/**
 * A report that may be stored.
 *
 * @param region the region the incident belongs to
 * @param fingerprint SHA-256; equal for equal reports
 */
public record ValidatedReport(Report report, RegionCode region, Source source, byte[] fingerprint) {}
