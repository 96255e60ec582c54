package dev.sluice.schema.format;

import java.time.Month;
import java.time.Year;

/** Dates and times of RFC 3339, 5.6. */
final class DateTimes {

    private DateTimes() {}

    static boolean isDate(String text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return false;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        return year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= Month.of(month).length(Year.isLeap(year));
    }

    static boolean isDateTime(String text) {
        return text.length() > 11
                && (text.charAt(10) | 0x20) == 't'
                && isDate(text.substring(0, 10))
                && isTime(text.substring(11));
    }

    static boolean isTime(String text) {
        if (text.length() < 9 || text.charAt(2) != ':' || text.charAt(5) != ':') {
            return false;
        }
        int hour = number(text, 0, 2);
        int minute = number(text, 3, 5);
        int second = number(text, 6, 8);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return false;
        }
        int zone = 8;
        if (text.charAt(zone) == '.') {
            zone = Simple.digits(text, 9);
            if (zone == 9) {
                return false;
            }
        }
        int offset = offset(text, zone);
        // a leap second is the last of a day in UTC
        return offset != Integer.MIN_VALUE
                && (second < 60 || Math.floorMod(hour * 60 + minute - offset, 24 * 60) == 24 * 60 - 1);
    }

    /** The minutes east of UTC; the lowest int when that is no offset. */
    private static int offset(String text, int at) {
        if (text.length() == at + 1 && (text.charAt(at) | 0x20) == 'z') {
            return 0;
        }
        if (text.length() != at + 6 || text.charAt(at + 3) != ':') {
            return Integer.MIN_VALUE;
        }
        int hours = number(text, at + 1, at + 3);
        int minutes = number(text, at + 4, at + 6);
        char sign = text.charAt(at);
        if ((sign != '+' && sign != '-') || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        return (sign == '+' ? 1 : -1) * (hours * 60 + minutes);
    }

    /** The value of ASCII digits, or -1. */
    private static int number(String text, int start, int stop) {
        return Simple.digits(text, start) >= stop ? Integer.parseInt(text, start, stop, 10) : -1;
    }
}
