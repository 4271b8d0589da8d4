#include "xsd/read.hpp"
#include "xsd/write.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <string_view>

namespace {

std::string bytes_of(char const* path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

} // namespace

/// xsd_verdict FILE...: "valid" or "invalid" per file, tab, path. Valid files must also survive read -> write -> read.
/// xsd_verdict --explain FILE...: the findings as well. xsd_verdict --write FILE...: what is written goes to FILE.out as well.
/// xsd_verdict --time FILE: milliseconds of CPU of the best of five readings.
int main(int count, char** arguments) {
    auto const schemas = xsd::SchemaSet::built_in();
    if (!schemas) {
        fmt::print(stderr, "{}\n", schemas.error().context);
        return 2;
    }
    std::string_view const option = count > 1 ? arguments[1] : "";
    int const first = option.starts_with("--") ? 2 : 1;
    for (int i = first; i < count; ++i) {
        auto const text = bytes_of(arguments[i]);
        auto const payload = std::as_bytes(std::span(text));
        if (option == "--time") {
            auto best = std::clock_t{1} << 40;
            for (int run = 0; run < 5; ++run) {
                auto const begin = std::clock();
                if (!xsd::read(**schemas, payload)) return 1;
                best = std::min(best, std::clock() - begin);
            }
            fmt::print("{} ms\n", best * 1000 / CLOCKS_PER_SEC);
            continue;
        }
        auto const message = xsd::read(**schemas, payload);
        fmt::print("{}\t{}\n", message ? "valid" : "invalid", arguments[i]);
        if (message.has_value() != xsd::validate(**schemas, payload).empty()) {
            fmt::print(stderr, "{}: read and validate disagree\n", arguments[i]);
            return 1;
        }
        if (message) {
            auto const written = xsd::write(**schemas, *message);
            auto const again = xsd::read(**schemas, std::as_bytes(std::span(written)));
            if (!again || xsd::write(**schemas, *again) != written) {
                fmt::print(stderr, "{}: changed by read and write\n", arguments[i]);
                return 1;
            }
            if (option == "--write") std::ofstream(std::string(arguments[i]) + ".out", std::ios::binary) << written;
        } else if (option == "--explain") {
            for (auto const& f : message.error())
                fmt::print("  {} {}:{} {} | {} | waarde={} | grens={} | bron={} | {}\n", f.regel, f.lijn, f.kolom, f.xpath, f.melding,
                           f.waarde, f.grens, f.bron.verwijzing, f.oplossing);
        }
    }
}
