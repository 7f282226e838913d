package io.waybill.partner.account.http;

import io.waybill.servicekit.auth.Actor;

/** Who did something, as records say it. */
public final class Author {

    private Author() {}

    public static String of(Actor actor) {
        return switch (actor) {
            case Actor.User user -> "user:" + user.id();
            case Actor.ApiKey key -> "api-key:" + key.id();
        };
    }
}
