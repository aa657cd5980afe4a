package org.linzhang.incident.intake;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.linzhang.incident.event.IncidentKind;
import org.linzhang.incident.event.Severity;
import org.linzhang.incident.event.Source;
import org.linzhang.platform.input.TextRules;
import org.linzhang.platform.region.RegionCode;

/**
 * A report as it is sent.
 *
 * @param regionCode null where the position says it
 * @param position null where the region says it
 * @param description 1 to 2,000 characters
 * @param reportedAt by the reporter's clock
 * @param patrolId null where it belongs to no patrol
 * @param source null for the one that goes with the reporter's role
 * @param details what the kind needs beyond that, at most 16 KiB of JSON; null for nothing
 */
public record Report(
        @NotNull(message = "must be given") IncidentKind kind,
        @NotNull(message = "must be given") Severity severity,
        RegionCode regionCode,
        @Valid Coordinates position,

        @NotBlank(message = "must say what was seen")
        @Size(max = 2000, message = "must not be longer than 2000 characters")
        @Pattern(regexp = TextRules.STORABLE, flags = Pattern.Flag.DOTALL, message = TextRules.NOT_STORABLE)
        String description,

        @NotNull(message = "must be given") Instant reportedAt,
        UUID patrolId,
        Source source,
        Map<String, Object> details) {

    /** WGS84 degrees. */
    public record Coordinates(
            @NotNull(message = "must be given")
            @DecimalMin(value = "-90", message = "must be from -90 to 90")
            @DecimalMax(value = "90", message = "must be from -90 to 90")
            Double lat,

            @NotNull(message = "must be given")
            @DecimalMin(value = "-180", message = "must be from -180 to 180")
            @DecimalMax(value = "180", message = "must be from -180 to 180")
            Double lon) {}
}
