package io.cemfleet.cnc.nso;

/**
 * What a change would send to one device.
 *
 * @param device NSO's device name
 * @param data native configuration
 */
public record DeviceConfigChange(String device, String data) {}
