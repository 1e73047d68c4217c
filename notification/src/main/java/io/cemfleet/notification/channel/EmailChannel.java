package io.cemfleet.notification.channel;

import io.cemfleet.a2a.contract.NotificationChannel;
import io.cemfleet.notification.message.MessageLayout;
import io.cemfleet.notification.message.NoticeBundle;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

@Component
class EmailChannel implements DeliveryChannel {
    private final JavaMailSender sender;
    private final EmailSettings settings;

    EmailChannel(JavaMailSender sender, EmailSettings settings) {
        this.sender = sender;
        this.settings = settings;
    }

    @Override
    public NotificationChannel name() {
        return new NotificationChannel("email");
    }

    @Override
    public SendResult send(NoticeBundle bundle) {
        MessageLayout letter = bundle.letter();
        SimpleMailMessage mail = new SimpleMailMessage();
        mail.setFrom(settings.from());
        mail.setTo(settings.to().split("\\s*,\\s*"));
        mail.setSubject(letter.subject());
        mail.setText(letter.text());
        try {
            sender.send(mail);
            return new SendResult.Sent();
        } catch (MailParseException | MailPreparationException e) {
            return new SendResult.Refused("cannot be written as mail");
        } catch (MailException e) {
            return new SendResult.RetryLater("the mail server did not take it", null);
        }
    }
}
