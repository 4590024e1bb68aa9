#!/usr/bin/env perl
# Reads folders of mails as often as it is told with the Sisimai that SISIMAI_LIB names, and prints the mails a second of each
# round: `perl sisimai-rate.pl ROUNDS FOLDER…`. It reads from files, which the kernel has at hand after the first round.
use strict;
use warnings;
use Time::HiRes 'time';
use lib map { ("$_/lib", $_) } grep { length } $ENV{SISIMAI_LIB} // '';
use Sisimai;

my ($rounds, @folders) = @ARGV;
my $read = Sisimai->can('rise') // Sisimai->can('make');
my $mails = 0;
for my $folder (@folders) {
    opendir my $handle, $folder or die "$folder: $!\n";
    $mails += grep { !/^[.]/ } readdir $handle;
}
for my $round (0 .. $rounds) {
    my $began = time;
    my $reports = 0;
    for my $folder (@folders) {
        my $found = Sisimai->$read($folder);
        $reports += scalar @$found if defined $found;
    }
    # The first round only warms up.
    printf "%.1f %d\n", $mails / (time - $began), $reports if $round > 0;
}
