package io.waybill.delivery.request.http;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;

/** Names why no connection came to be. */
final class Refusals {

    static final String NO_CONNECTION = "No connection could be made";
    static final String UNKNOWN_HOST = "The name of the host is not known";
    static final String REFUSED = "The connection was refused";
    static final String EXPIRED = "The certificate of the server has expired";
    static final String NOT_YET = "The certificate of the server is not valid yet";
    static final String UNTRUSTED = "The server could not prove who it is";

    private Refusals() {}

    static String of(Throwable failure) {
        String found = NO_CONNECTION;
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause()) {
            switch (cause) {
                case CertificateExpiredException _ -> {
                    return EXPIRED;
                }
                case CertificateNotYetValidException _ -> {
                    return NOT_YET;
                }
                case SSLException _ -> found = UNTRUSTED;
                case UnknownHostException _ -> found = UNKNOWN_HOST;
                case ConnectException _ -> found = REFUSED;
                default -> {}
            }
            depth++;
        }
        return found;
    }
}
