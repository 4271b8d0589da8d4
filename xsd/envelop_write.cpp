#include "xsd/built_in.hpp"
#include "xsd/envelop.hpp"
#include "xsd/model/base64.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace xsd {
namespace {

using model::Berichtcode;
using model::Envelop;
using model::Systeem;

constexpr std::string_view stuf = "http://www.egem.nl/StUF/StUF0301";
constexpr std::string_view ggk = "http://www.stufstandaarden.nl/koppelvlak/ggk0210";
constexpr std::string_view ggk0310 = "http://www.stufstandaarden.nl/sectormodel/ggk/0210";
constexpr std::string_view begin_soap = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                        "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>";
constexpr std::string_view end_soap = "</soapenv:Body></soapenv:Envelope>\n";

void append_text(std::string& out, std::string_view text) {
    for (char const c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\r': out += "&#13;"; break;
        default: out += c;
        }
    }
}

/// One element of text.
void add(std::string& out, std::string_view prefix, std::string_view name, std::string_view text) {
    fmt::format_to(std::back_inserter(out), "<{}:{}>", prefix, name);
    append_text(out, text);
    fmt::format_to(std::back_inserter(out), "</{}:{}>", prefix, name);
}

void add_given(std::string& out, std::string_view name, std::string_view text) {
    if (!text.empty()) add(out, "StUF", name, text);
}

void add_systeem(std::string& out, std::string_view name, Systeem const& systeem) {
    fmt::format_to(std::back_inserter(out), "<StUF:{}>", name);
    add_given(out, "organisatie", systeem.organisatie);
    add(out, "StUF", "applicatie", systeem.applicatie);
    add_given(out, "administratie", systeem.administratie);
    add_given(out, "gebruiker", systeem.gebruiker);
    fmt::format_to(std::back_inserter(out), "</StUF:{}>", name);
}

void add_stuurgegevens(std::string& out, std::string_view prefix, Envelop const& envelop) {
    fmt::format_to(std::back_inserter(out), "<{}:stuurgegevens>", prefix);
    add(out, "StUF", "berichtcode", model::name(envelop.berichtcode));
    add_systeem(out, "zender", envelop.zender);
    add_systeem(out, "ontvanger", envelop.ontvanger);
    add(out, "StUF", "referentienummer", envelop.referentienummer);
    add(out, "StUF", "tijdstipBericht", envelop.tijdstip_bericht);
    add_given(out, "crossRefnummer", envelop.cross_refnummer);
    add_given(out, "functie", envelop.functie);
    fmt::format_to(std::back_inserter(out), "</{}:stuurgegevens>", prefix);
}

/// Bv03, Fo01, Fo03.
std::string bericht(Envelop const& envelop) {
    std::string out = fmt::format("<StUF:{}Bericht xmlns:StUF=\"{}\">", model::name(envelop.berichtcode), stuf);
    add_stuurgegevens(out, "StUF", envelop);
    if (envelop.berichtcode != Berichtcode::bv03) {
        out += "<StUF:body>";
        add(out, "StUF", "code", envelop.fout.code);
        add(out, "StUF", "plek", envelop.fout.plek);
        add(out, "StUF", "omschrijving", envelop.fout.omschrijving);
        add_given(out, "details", envelop.fout.details);
        out += "</StUF:body>";
    }
    fmt::format_to(std::back_inserter(out), "</StUF:{}Bericht>", model::name(envelop.berichtcode));
    return out;
}

std::string_view root_name(Envelop const& envelop) {
    return envelop.berichtcode == Berichtcode::di01 ? "envelopHeenbericht-ggk_Di01" : "envelopRetourbericht-ggk_Du01";
}

std::string_view file(std::string_view path) {
    auto const files = ggk0210_files();
    auto const found = std::ranges::find(files, path, &BuiltInFile::path);
    if (found == files.end()) throw std::logic_error("a file of the envelope is not built in");
    return found->bytes;
}

/// What stands between two pieces of a text, both included, goes.
void cut_out(std::string& text, std::string_view from, std::string_view to, std::string_view instead) {
    auto const begin = text.find(from);
    auto const end = text.find(to, begin);
    if (begin == std::string::npos || end == std::string::npos) throw std::logic_error("the WSDL is not what this function knows");
    text.replace(begin, end + to.size() - begin, instead);
}

} // namespace

std::string_view soap_actie(Envelop const& envelop) {
    switch (envelop.berichtcode) {
    case Berichtcode::di01:
        return envelop.ggk0310 ? "http://www.stufstandaarden.nl/sectormodel/ggk/0210/ggk_Di01"
                               : "http://www.stufstandaarden.nl/koppelvlak/ggk0210/ggk_Di01";
    case Berichtcode::du01:
        return envelop.ggk0310 ? "http://www.stufstandaarden.nl/sectormodel/ggk/0210/ggk_Du01"
                               : "http://www.stufstandaarden.nl/koppelvlak/ggk0210/ggk_Du01";
    case Berichtcode::fo01: return "http://www.egem.nl/StUF/StUF0301/Fo01";
    case Berichtcode::bv03:
    case Berichtcode::fo03: return "";
    }
    return "";
}

Omhulsel omhulsel(Envelop const& envelop) {
    if (envelop.berichtcode != Berichtcode::di01 && envelop.berichtcode != Berichtcode::du01)
        return {fmt::format("{}{}{}", begin_soap, bericht(envelop), end_soap), ""};
    Omhulsel made;
    auto const root = root_name(envelop);
    made.kop = fmt::format("{}<GGK:{} xmlns:GGK=\"{}\" xmlns:StUF=\"{}\">", begin_soap, root, envelop.ggk0310 ? ggk0310 : ggk, stuf);
    add_stuurgegevens(made.kop, "GGK", envelop);
    made.kop += "<GGK:parameters>";
    add(made.kop, "GGK", "applicatieVersie", envelop.parameters.applicatie_versie);
    add(made.kop, "GGK", "applicatieSubversie", envelop.parameters.applicatie_subversie);
    add(made.kop, "GGK", "functieVersie", envelop.parameters.functie_versie);
    add(made.kop, "GGK", "functieSubversie", envelop.parameters.functie_subversie);
    if (envelop.ggk0310) made.kop += R"(<GGK:bericht xmlns:xmime="http://www.w3.org/2005/05/xmlmime" xmime:contentType="application/xml">)";
    else made.kop += "<GGK:bericht><GGK:xmlBestand>";
    made.staart = fmt::format("{}</GGK:bericht></GGK:parameters></GGK:{}>{}", envelop.ggk0310 ? "" : "</GGK:xmlBestand>", root, end_soap);
    return made;
}

std::string write_envelop(Envelop const& envelop) { return write_envelop(envelop, std::as_bytes(std::span(envelop.inhoud))); }

std::string write_envelop(Envelop const& envelop, std::span<std::byte const> inhoud) {
    auto [kop, staart] = omhulsel(envelop);
    if (staart.empty()) return kop;
    kop.reserve(kop.size() + (inhoud.size() + 2) / 3 * 4 + staart.size());
    model::append_base64(kop, inhoud);
    return kop += staart;
}

std::string write_fault(std::string_view faultcode, std::string_view faultstring, Envelop const* fo03) {
    std::string out = fmt::format("{}<soapenv:Fault><faultcode>soapenv:{}</faultcode><faultstring>", begin_soap, faultcode);
    append_text(out, faultstring);
    out += "</faultstring>";
    if (fo03 != nullptr) out += fmt::format("<detail>{}</detail>", bericht(*fo03));
    return out.append("</soapenv:Fault>").append(end_soap);
}

std::string ggk0210_wsdl(std::string_view adres) {
    std::string wsdl(file("ggk0210.wsdl"));
    std::string schemas = "<types>\n";
    for (auto const path : {"xmlmime.xsd", "stuf0301.xsd", "ggk0210.xsd"}) {
        std::string schema(file(path));
        schema.erase(0, schema.find('\n') + 1); // the XML declaration
        // They stand beside each other here, not in files.
        if (auto const at = schema.find(" schemaLocation=\""); at != std::string::npos)
            cut_out(schema, " schemaLocation=\"", ".xsd\"", "");
        schemas += schema;
    }
    cut_out(wsdl, "<types>", "</types>", schemas + "</types>");
    std::string location = "location=\"";
    append_text(location, adres);
    cut_out(wsdl, "location=\"", "\"/>\n    </port>", location + "\"/>\n    </port>");
    return wsdl;
}

} // namespace xsd
