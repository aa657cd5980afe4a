package org.linzhang.notification.roster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;

import org.linzhang.platform.csv.CsvFile;
import org.linzhang.platform.event.PersonName;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.geography.Region;
import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.region.Level;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Role;
import org.linzhang.roster.event.PersonAppointed;

/** The people of the demo: the users of the demo realm, and a generated chief for every other region. */
final class DemoPeople {

    /** CSV {@code username,name,role,region}: the users of the demo realm without its administrator, who has no region. */
    private static final String USERS = "demo-people.csv";

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private DemoPeople() {}

    static List<PersonAppointed> of(Regions regions, Instant at) {
        var people = new ArrayList<>(users(at));
        var regionsWithChief = people.stream()
                .filter(person -> person.role().equals(Role.CHIEF))
                .map(PersonAppointed::region)
                .collect(Collectors.toSet());
        regions.all().stream()
                .filter(region -> region.code().level() != Level.PROVINCE && !regionsWithChief.contains(region.code()))
                .forEach(region -> people.add(chiefOf(region, at)));
        return people;
    }

    private static List<PersonAppointed> users(Instant at) {
        try (var file = DemoPeople.class.getResourceAsStream(USERS)) {
            return CsvFile.read(file).stream()
                    .map(user -> new PersonAppointed(
                            IDS.generate(),
                            at,
                            RegionCode.of(user.get("region")),
                            new Username(user.get("username")),
                            new PersonName(user.get("name")),
                            user.get("role")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PersonAppointed chiefOf(Region region, Instant when) {
        // The statistics name a village by its committee: 小堰村村民委员会.
        var name = region.name().replaceFirst("(村民|居民)委员会$", "");
        return new PersonAppointed(
                IDS.generate(),
                when,
                region.code(),
                new Username("chief-" + region.code()),
                new PersonName(name + "林长"),
                Role.CHIEF);
    }
}
