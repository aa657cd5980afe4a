package org.linzhang.notification.roster;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.linzhang.platform.region.RegionCode;

/** Makes one person responsible for one region in one role. A person may hold several. */
@Entity
public class Appointment {

    @Id
    private Long id;

    private String regionCode;

    private String username;

    private String name;

    private String role;

    protected Appointment() {}

    /** @param role a name of {@link org.linzhang.platform.security.Role} */
    public Appointment(RegionCode region, String username, String name, String role) {
        this.regionCode = region.value();
        this.username = username;
        this.name = name;
        this.role = role;
    }

    public RegionCode region() {
        return RegionCode.of(regionCode);
    }

    public String username() {
        return username;
    }

    public String name() {
        return name;
    }

    public String role() {
        return role;
    }

    @Override
    public String toString() {
        return role + " " + username + " of " + regionCode;
    }
}
