package io.waybill.delivery.transport.files;

import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;

/** The host key that a session expects, known to it before it connects. */
final class Pin {

    static final AttributeKey<String> KEY = new AttributeKey<>();

    private Pin() {}

    static AttributeRepository context(String hostKey) {
        return AttributeRepository.ofKeyValuePair(KEY, hostKey);
    }
}
