#!/usr/bin/env perl
# Reads folders of mails with the Sisimai that SISIMAI_LIB names, and prints how many mails a second: `perl sisimai-rate.pl FOLDER…`.
# It reads from files, which the kernel has at hand after a round that only warms up.
use strict;
use warnings;
use Time::HiRes 'time';
use lib map { ("$_/lib", $_) } grep { length } $ENV{SISIMAI_LIB} // '';
use Sisimai;

my @folders = @ARGV;
my $read = Sisimai->can('rise') // Sisimai->can('make');
my $mails = 0;
for my $folder (@folders) {
    opendir my $handle, $folder or die "$folder: $!\n";
    $mails += grep { !/^[.]/ } readdir $handle;
}
for my $round ('warm-up', 'measured') {
    my $began = time;
    Sisimai->$read($_) for @folders;
    printf "%.1f\n", $mails / (time - $began) if $round eq 'measured';
}
