package org.linzhang.gateway.login;

import java.util.Set;
import jakarta.inject.Singleton;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.OidcRedirectFilter;
import io.quarkus.oidc.Redirect;

/** Asks Keycloak for its log-in page in the language of the page that the log-in was started from. */
@Singleton
@Unremovable
@Redirect(Redirect.Location.OIDC_AUTHORIZATION)
class LogInLanguage implements OidcRedirectFilter {

    private static final Set<String> LANGUAGES = Set.of("zh-CN", "en");

    @Override
    public void filter(OidcRedirectContext context) {
        var language = context.routingContext().request().getParam("language");
        if (language != null && LANGUAGES.contains(language)) {
            context.additionalQueryParams().set("ui_locales", language);
        }
    }
}
