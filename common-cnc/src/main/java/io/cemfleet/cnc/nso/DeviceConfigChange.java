package io.cemfleet.cnc.nso;

/**
 * The configuration that a change would send to one device.
 *
 * @param device NSO's device name
 * @param data native configuration
 */
public record DeviceConfigChange(String device, String data) {}
