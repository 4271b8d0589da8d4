#!/bin/sh
# Maakt een set certificaten voor demo en proeven: een eigen CA (stam en tussen-CA), CRL's, een server, partners, en certificaten die
# nergens mogen komen. Nooit voor echte berichten: iedereen die dit draait kan zulke certificaten maken, en de OIN's zijn verzonnen.
#
#   deploy/tls/maak_testset.sh MAP
#
# In MAP komen:
#   ca.pem crl.pem                  stam, en de CRL's van stam en tussen-CA: tls_ca en tls_crl
#   server.pem server.key           voor 127.0.0.1, ::1 en localhost: tls_certificaat en tls_sleutel
#   server-rsa.pem server-rsa.key   hetzelfde met een RSA-sleutel
#   partners.toml                   de partners hieronder
#   gemeente.pem aanbieder.pem knooppunt.pem beheer.pem        met .key
#   bijna.pem bijna.key             de gemeente, met een certificaat dat over tien dagen afloopt
#   slecht-NAAM.pem                 verlopen ingetrokken doel wortel zelf geen twee kort lang test cn onbekend, met .key
#   crl-verlopen.pem crl-leeg.pem   om te zien dat zonder geldige CRL niemand binnenkomt
set -eu

[ $# -eq 1 ] || { echo "gebruik: $0 MAP" >&2; exit 2; }
mkdir -p "$1"
cd "$1"
umask 077

# ca NAAM: de administratie en de uitbreidingen van een CA.
ca() {
    mkdir -p "$1.d"
    : >"$1.d/index"
    echo 01 >"$1.d/serial"
    echo 01 >"$1.d/crlnumber"
    cat >"$1.cnf" <<CNF
[ca]
default_ca = ca
[ca]
database = $1.d/index
serial = $1.d/serial
crlnumber = $1.d/crlnumber
new_certs_dir = $1.d
certificate = $1.pem
private_key = $1.key
default_md = sha256
default_days = 825
default_crl_days = 30
policy = alles
unique_subject = no
copy_extensions = none
crl_extensions = crl
[alles]
commonName = optional
organizationName = optional
serialNumber = optional
[crl]
authorityKeyIdentifier = keyid:always
[tussen]
basicConstraints = critical, CA:true, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
[stam]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[client]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
[server]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
subjectAltName = DNS:localhost, IP:127.0.0.1, IP:::1
# Ons eigen certificaat: wie bezorgt is ook client.
[systeem]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth, clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
subjectAltName = DNS:localhost, IP:127.0.0.1, IP:::1
[req]
distinguished_name = naam
string_mask = utf8only
[naam]
CNF
}

sleutel() {
    case $1 in
    *-rsa) openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out "$1.key" ;;
    *) openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key" ;;
    esac
}

stam() { # stam NAAM
    ca "$1"
    sleutel "$1"
    openssl req -new -x509 -config "$1.cnf" -extensions stam -key "$1.key" -subj "/O=Ketenpoort proef/CN=$1" -days 3650 -out "$1.pem"
}

# blad UITGEVER NAAM SOORT ONDERWERP [dagen of -startdate/-enddate]: een certificaat met zijn keten erachter.
blad() {
    uitgever=$1 naam=$2 soort=$3 onderwerp=$4
    shift 4
    sleutel "$naam"
    openssl req -new -config "$uitgever.cnf" -key "$naam.key" -subj "$onderwerp" -out "$naam.csr"
    openssl ca -batch -notext -config "$uitgever.cnf" -extensions "$soort" -preserveDN -in "$naam.csr" -out "$naam.crt" "$@" 2>/dev/null
    if [ "$uitgever" = tussen ]; then cat "$naam.crt" tussen.pem >"$naam.pem"; else cp "$naam.crt" "$naam.pem"; fi
    rm "$naam.csr"
}

stam ca
ca tussen
sleutel tussen
openssl req -new -config tussen.cnf -key tussen.key -subj "/O=Ketenpoort proef/CN=tussen" -out tussen.csr
openssl ca -batch -notext -config ca.cnf -extensions tussen -preserveDN -in tussen.csr -out tussen.pem 2>/dev/null
rm tussen.csr
stam wortel # een stam die niemand vertrouwt

blad tussen server systeem "/O=Ketenpoort proef/CN=localhost"
blad tussen server-rsa systeem "/O=Ketenpoort proef/CN=localhost"
blad tussen gemeente client "/O=Gemeente Voorbeeld/CN=gemeente.voorbeeld/serialNumber=00000001001234567000"
blad tussen aanbieder client "/O=Zorg Voorbeeld/CN=aanbieder.voorbeeld/serialNumber=00000003123456780000"
blad tussen knooppunt client "/O=Knooppunt Voorbeeld/CN=knooppunt.voorbeeld/serialNumber=00000001009876543000"
blad tussen beheer client "/O=Ketenpoort proef/CN=beheer.voorbeeld/serialNumber=00000001005555555000"
blad tussen bijna client "/O=Gemeente Voorbeeld/CN=gemeente.voorbeeld/serialNumber=00000001001234567000" -days 10

blad tussen slecht-verlopen client "/CN=gemeente.voorbeeld/serialNumber=00000001001234567000" -startdate 20200101000000Z -enddate 20210101000000Z
blad tussen slecht-ingetrokken client "/CN=gemeente.voorbeeld/serialNumber=00000001001234567000"
blad tussen slecht-doel server "/CN=gemeente.voorbeeld/serialNumber=00000001001234567000"
blad wortel slecht-wortel client "/CN=gemeente.voorbeeld/serialNumber=00000001001234567000"
sleutel slecht-zelf
openssl req -new -x509 -config ca.cnf -extensions client -key slecht-zelf.key -subj "/CN=gemeente.voorbeeld/serialNumber=00000001001234567000" \
    -days 825 -out slecht-zelf.pem 2>/dev/null
blad tussen slecht-geen client "/CN=gemeente.voorbeeld"
blad tussen slecht-twee client "/CN=gemeente.voorbeeld/serialNumber=00000001001234567000/serialNumber=00000003123456780000"
blad tussen slecht-kort client "/CN=gemeente.voorbeeld/serialNumber=0000000100123456700"
blad tussen slecht-lang client "/CN=gemeente.voorbeeld/serialNumber=000000010012345670000"
blad tussen slecht-test client "/CN=gemeente.voorbeeld/serialNumber=00000099001234567000"
blad tussen slecht-cn client "/CN=00000001001234567000"
blad tussen slecht-onbekend client "/CN=onbekend.voorbeeld/serialNumber=00000001007777777000"

openssl ca -config tussen.cnf -gencrl -crldays 30 -out crl-tussen-leeg.pem 2>/dev/null
openssl ca -config tussen.cnf -revoke slecht-ingetrokken.crt 2>/dev/null
openssl ca -config tussen.cnf -gencrl -crldays 30 -out crl-tussen.pem 2>/dev/null
openssl ca -config tussen.cnf -gencrl -crl_lastupdate 20240101000000Z -crl_nextupdate 20240201000000Z -out crl-tussen-oud.pem 2>/dev/null
openssl ca -config ca.cnf -gencrl -crldays 30 -out crl-ca.pem 2>/dev/null
cat crl-ca.pem crl-tussen.pem >crl.pem
cat crl-ca.pem crl-tussen-leeg.pem >crl-niemand-ingetrokken.pem
cat crl-ca.pem crl-tussen-oud.pem >crl-verlopen.pem
cp crl-ca.pem crl-leeg.pem # die van de tussen-CA ontbreekt
rm crl-tussen*.pem crl-ca.pem ./*.crt

cat >partners.toml <<'TOML'
# Partners bij de certificaten in deze map; docs/partners.md vertelt wat alles betekent.

[[partner]]
oin = "00000001001234567000"
naam = "Gemeente Voorbeeld"
rollen = ["gemeente"]
organisaties = ["0384"]
berichten = ["wmo301", "jw301", "wmo319", "jw319", "wmo325", "jw325", "wmo306", "jw306", "wmo308", "jw308", "wmo316", "jw316", "wmo318", "jw318"]
geldig_van = "2020-01-01"

[[partner]]
oin = "00000003123456780000"
naam = "Zorg Voorbeeld"
rollen = ["aanbieder"]
organisaties = ["42420001"]
berichten = ["wmo302", "jw302", "wmo305", "jw305", "wmo307", "jw307", "wmo315", "jw315", "wmo317", "jw317", "wmo320", "jw320", "wmo323", "jw323"]
geldig_van = "2020-01-01"

[[partner]]
oin = "00000001009876543000"
naam = "Knooppunt Voorbeeld"
rollen = ["knooppunt"]
organisaties = "*"
berichten = "*"
geldig_van = "2020-01-01"

[[partner]]
oin = "00000001005555555000"
naam = "Beheer"
rollen = ["beheer"]
organisaties = ["0000"]
berichten = ["wmo301"]
geldig_van = "2020-01-01"

[[link]]
naam = "aanbieder-postbus"
partner = "00000003123456780000"
protocol = "postbus"
organisaties = ["42420001"]
geldig_van = "2020-01-01"

[[link]]
naam = "gemeente-postbus"
partner = "00000001001234567000"
protocol = "postbus"
organisaties = ["0384"]
geldig_van = "2020-01-01"
TOML
