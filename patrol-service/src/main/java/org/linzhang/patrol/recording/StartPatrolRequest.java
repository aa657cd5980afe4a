package org.linzhang.patrol.recording;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.linzhang.patrol.event.PatrolKind;
import org.linzhang.patrol.event.Transport;
import org.linzhang.platform.input.TextRules;
import org.linzhang.platform.region.RegionCode;

/**
 * The body that starts a patrol.
 *
 * @param startedAt time of the phone; kept to the microsecond
 * @param transport default: FOOT
 * @param taskId the task that the patrol fulfils; optional
 * @param areaId the area that the patrol covers; optional
 * @param companions names of other people on the patrol; default: none
 */
record StartPatrolRequest(
        @NotNull(message = "must be given") PatrolKind kind,
        @NotNull(message = "must be given") RegionCode regionCode,
        @NotNull(message = "must be given") Instant startedAt,
        Transport transport,
        UUID taskId,
        UUID areaId,

        @Size(max = 50, message = "must name at most 50 people")
        List<
                        @NotBlank(message = "must be a name")
                        @Size(max = 100, message = "must have at most 100 characters")
                        @Pattern(
                                regexp = TextRules.STORABLE,
                                flags = Pattern.Flag.DOTALL,
                                message = TextRules.NOT_STORABLE)
                        String>
                companions) {

    StartPatrolRequest {
        transport = transport == null ? Transport.FOOT : transport;
        companions = companions == null ? List.of() : companions;
    }
}
