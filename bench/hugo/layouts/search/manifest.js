{{- $plain := dict "noHTMLEscape" true }}
{{- $words := dict "count" "Sonuç: %(count)s" "none" "Bu sözcükleri içeren metin yok." "advice" "Daha az sözcükle ya da yalnız sözcük başlarıyla deneyin." "narrow" "Bir süzgeç açık; kaldırırsanız daha çok sonuç çıkabilir." "busy" "Aranıyor…" "failed" "Arama yüklenemedi." "more" "Daha fazla sonuç" "all" "Tüm sonuçlar" -}}
briefgenSearch.take("manifest",{"lang":"tr","words":{{ jsonify $plain $words }},"months":[
{{- range $at, $_ := hugo.Data.periods.archive }}{{ if $at }},{{ end }}["{{ .month }}",["tr"]]{{ end }}],"synonyms":[
{{- $first := true }}{{ range split (resources.Get "synonyms.txt").Content "\n" }}
{{- if and . (not (hasPrefix . "#")) }}
{{- if not $first }},{{ end }}{{ $first = false }}[
{{- range $at, $way := split . " = " }}{{ if $at }},{{ end }}{{ jsonify $plain (split (partial "folded.html" .) " ") }}{{ end }}]
{{- end }}
{{- end }}],"organisations":[]
{{- range $kind := slice "themes" "people" "sources" }},"{{ $kind }}":[
{{- range $at, $_ := partialCached "names.html" $kind $kind }}{{ if $at }},{{ end }}{{ jsonify $plain (slice .id .name) }}{{ end }}]
{{- end }}});
