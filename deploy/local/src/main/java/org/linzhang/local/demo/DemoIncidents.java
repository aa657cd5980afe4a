package org.linzhang.local.demo;

import java.time.Duration;
import java.util.UUID;

import org.linzhang.local.client.ApiClient;
import org.linzhang.local.client.Login;
import org.linzhang.local.client.Report;

/** Invented incidents in all counties of the demo city and in most statuses, reported and handled by the demo users. */
public final class DemoIncidents {
    private static final String PASSWORD = "forest"; // of the demo realm
    private static final String VILLAGE = "512002100201";

    private final ApiClient city;
    private final ApiClient county;
    private final ApiClient supervisor;
    private final ApiClient ranger;

    private DemoIncidents(Login login) {
        city = login.as("city", PASSWORD);
        county = login.as("county", PASSWORD);
        supervisor = login.as("supervisor", PASSWORD);
        ranger = login.as("ranger", PASSWORD);
    }

    /**
     * Creates the incidents, also if they exist already.
     *
     * @throws org.linzhang.local.client.UnexpectedResponseException if a call is refused
     */
    public static void create(Login login) {
        new DemoIncidents(login).create();
    }

    /**
     * Creates the incidents if the city has no incidents yet.
     *
     * @return whether it has created them
     */
    public static boolean createIfEmpty(Login login) {
        var demo = new DemoIncidents(login);
        boolean isEmpty =
                demo.city.get("/api/incidents?limit=1").expect(200).items().isEmpty();
        if (isEmpty) {
            demo.create();
        }
        return isEmpty;
    }

    private void create() {
        createInOtherCounties();
        createInCounty();
        createInVillage();
    }

    private void createInOtherCounties() {
        close(city.report(Report.of("FIRE", "MODERATE", "龙台镇坡地枯草起火，已控制。")
                .in("512021104")
                .at(30.0599, 105.2506)
                .ago(Duration.ofHours(76))));
        close(city.report(Report.of("FIRE_HAZARD", "MINOR", "林区输电线下有枯枝堆积。")
                .in("512021110")
                .at(29.7708, 105.4656)
                .ago(Duration.ofHours(51))));
        close(city.report(Report.of("WILDLIFE", "MODERATE", "水库边发现受伤白鹭一只。")
                .in("512021106")
                .at(30.1475, 105.373)
                .ago(Duration.ofHours(47))));
        city.report(Report.of("LAND_OCCUPATION", "MAJOR", "林地内新修便道，疑似未办手续。")
                .in("512021118")
                .at(29.9786, 105.6233)
                .ago(Duration.ofHours(30)));
        close(city.report(Report.of("WETLAND", "MODERATE", "湿地边倾倒建筑垃圾。")
                .in("512022101")
                .at(30.3972, 104.9637)
                .ago(Duration.ofHours(28))));
        handle(city.report(Report.of("INVASIVE_SPECIES", "MINOR", "沟边发现加拿大一枝黄花。")
                .in("512022102")
                .at(30.4782, 105.0381)
                .ago(Duration.ofHours(26))));
    }

    private void createInCounty() {
        close(city.report(Report.of("FIELD_FIRE", "MODERATE", "村民烧秸秆，紧靠林缘。")
                .in("512002104")
                .at(30.1896, 104.7636)
                .ago(Duration.ofHours(25))));
        close(city.report(Report.of("PROTECTED_TREE", "MODERATE", "古黄葛树一枝断裂，需支撑。")
                .in("512002101")
                .at(30.1264, 104.6675)
                .ago(Duration.ofHours(22))));
        reject(city.report(Report.of("ILLEGAL_LOGGING", "MODERATE", "疑似盗伐，实为已批抚育间伐。")
                .in("512002107")
                .at(29.9564, 104.5982)
                .ago(Duration.ofHours(20))));
        handle(city.report(Report.of("ILLEGAL_LOGGING", "MAJOR", "公益林内新伐桩十余个，树干已运走。")
                .in("512002111")
                .at(29.9179, 104.8362)
                .ago(Duration.ofHours(9))));
        accept(city.report(Report.of("PEST", "MODERATE", "马尾松成片枯黄，疑似松材线虫病，约四十株。")
                .in("512002109")
                .at(30.1205, 104.9109)
                .ago(Duration.ofHours(7))));
        city.report(Report.of("FIRE", "CRITICAL", "老君镇山脊明火，火线约两百米，请求增援。")
                .in("512002105")
                .at(30.0677, 104.96)
                .ago(Duration.ofMinutes(34)));
    }

    private void createInVillage() {
        close(ranger.report(Report.of("FIRE_HAZARD", "MINOR", "坟地旁枯草堆积，清明将近。")
                .in(VILLAGE)
                .at(30.1235, 104.6541)
                .ago(Duration.ofHours(6))));
        accept(ranger.report(Report.of("PEST", "MODERATE", "两株柏木针叶变红，已挂牌标记。")
                .in(VILLAGE)
                .at(30.1251, 104.6473)
                .ago(Duration.ofHours(4))));
        ranger.report(Report.of("FIRE", "MAJOR", "小堰村水库南岸林内冒烟，正在前往查看。")
                .in(VILLAGE)
                .at(30.1198, 104.6512)
                .ago(Duration.ofMinutes(17)));
    }

    private void accept(UUID incident) {
        chiefOf(incident).act("accept", incident, "情况属实，立案。");
    }

    private void reject(UUID incident) {
        chiefOf(incident).act("reject", incident, "手续齐全，不属实。");
    }

    private void handle(UUID incident) {
        accept(incident);
        chiefOf(incident).act("handle", incident, "已到现场处置，附照片。");
    }

    private void close(UUID incident) {
        handle(incident);
        supervisor.act("verify", incident, "现场核查属实，予以销号。");
    }

    /** The county's chief; for other counties, whose chiefs are not demo users, the city's. */
    private ApiClient chiefOf(UUID incident) {
        return county.get("/api/incidents/" + incident).status() == 200 ? county : city;
    }
}
