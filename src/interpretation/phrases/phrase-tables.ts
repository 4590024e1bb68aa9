import type { PhraseKind } from './phrase-kinds.js';

// Made of rulesets/phrases.yaml by `npm run phrases`: change it there.

/** For each kind its phrases in all languages, between bars. */
export const PHRASE_TABLES: Readonly<Record<PhraseKind, string>> = {
  failed: `
delivery has failed | delivery incomplete | address not found | message blocked | message not delivered |
message returned | mail returned to sender | could not hand over | could not be handed over | was sent back |
aflewering … misluk* | nie afgelewer nie | فشل التسليم | فشل تسليم | غير قابل للتسليم | تعذر تسليم | تعذر التسليم |
لم يتم تسليم رسالتك | لم يتم تسليم الرسالة | فشل في التسليم | لم يتم العثور على العنوان | недоставен* |
неуспешн* … доставк* | доставк* … неуспешн* | доставян* … неуспешн* | не може да бъде доставен* |
не можа да бъде доставен* | не беше доставен* | не бе доставен* | неуспешно доставян* | বিতরণ করা যায়নি |
ঠিকানা পাওয়া যায়নি | বিতরণ ব্যর্থ | no es pot lliurar | no s'ha pogut lliurar | error en el lliurament |
lliurament … fallat | no s'ha lliurat | no s'ha trobat l'adreça | nedorucit* | nedorucen* | doruc* … selhal* |
doruc* … nezdaril* | doruc* … se nepodaril* | nepodaril* … doruc* | nelze dorucit | nebyl* dorucen* |
nemohl* byt dorucen* | adresa nebyla nalezena | adresa nenalezena | heb ei ddanfon | methwyd danfon | methu danfon |
kan ikke leveres | kunne ikke leveres | levering* … mislykkedes | mislykket levering | blev ikke leveret |
ikke leveret til | adressen blev ikke fundet | kunne ikke sendes | fehler bei der nachrichtenzustellung |
zustellungsfehler | nicht zugestellt | zustellung … fehlgeschlagen | konnte … nicht zugestellt | konnte nicht gesendet |
adresse nicht gefunden | nachricht kam nicht an | nicht angekommen | kam zurück | αποτυχια παραδοσης |
παραδοση … απετυχε | απετυχε … παραδοση | αδυνατη η παραδοση | δεν ηταν δυνατη η παραδοση | δεν παραδοθηκε | ανεπιδοτ* |
δεν ειναι δυνατη η παραδοση | η διευθυνση δεν βρεθηκε | no se puede entregar | no se pudo entregar |
no se ha podido entregar | no se ha entregado | error en la entrega | error de entrega | fallo de entrega |
fallo en la entrega | entrega … fallid* | no entregable | no se ha encontrado la direccion | no fue entregado |
kattetoimetamatu | kohaletoimetamine … nurjus | kohaletoimetamine … ebaonnestus | ei saanud kohale toimetada |
ei onnestunud … kohale toimetada | ei saa kohale toimetada | kohale toimetamata | ezin da entregatu |
ezin izan da entregatu | entregatzeak huts | ez da helbidea aurkitu | تحویل داده نشد | تحویل ناموفق | قابل تحویل نیست |
تحویل … ناموفق | نشانی پیدا نشد | ارسال نشد | ei voitu toimittaa | ei voida toimittaa | toimitus … epaonnistui |
toimittaminen … epaonnistui | toimittamaton | ei toimitettavissa | ei toimitettu | osoitetta ei loytynyt |
hindi naihatid | hindi nahanap ang address | nabigo ang paghahatid | echec de la remise | echec de remise |
remise … echou* | non remis | non distribuable | n'a pas pu etre remis | n'a pas ete remis | n'a pas ete distribue |
n'a pas pu etre distribue | echec de distribution | echec de la distribution | n'est pas parvenu a |
impossible de remettre | adresse introuvable | adresse non trouvee | pas ete envoye | níor seachadadh |
níorbh fheidir … a sheachadadh | non se pode entregar | non se puido entregar | produciuse un erro ao entregar |
non se entregou | વિતરિત થઈ શક્યું નથી | સરનામું મળ્યું નથી | לא ניתן למסירה | לא ניתן למסור | המסירה … נכשלה |
מסירה … נכשלה | לא נמסרה אל | ההודעה שלך לא נשלחה | לא ניתן היה למסור | ההודעה לא נמסרה | הכתובת לא נמצאה |
वितरित नहीं किया जा सका | वितरण विफल | डिलीवर नहीं | नहीं भेजा जा सका | पता नहीं मिला | nije isporucen* | neisporuciv* |
isporuka … nije uspjela | neuspjela isporuka | nije moguce isporuciti | nije moguca isporuka | adresa nije pronadena |
kezbesithetetlen | nem sikerult … kezbesit* | nem sikerult kezbesiteni | kezbesites … sikertelen | sikertelen kezbesites |
kezbesites … nem sikerult | nem kezbesitheto | nem lehetett kezbesiteni | a cim nem talalhato | հնարավոր չէ առաքել |
չի առաքվել | առաքումը ձախողվեց | tidak terkirim | tidak dapat dikirim | pengiriman … gagal | pengiriman gagal |
gagal mengirim | gagal terkirim | alamat tidak ditemukan | ekki var haegt að afhenda | afhending … mistokst |
tokst ekki að afhenda | oafhendanleg* | ekki haegt að afhenda | recapito … non riuscito | recapito non riuscito |
non recapitabile | impossibile recapitare | non e stato recapitato | mancato recapito | mancata consegna |
errore di consegna | consegna … non riuscita | non e stato consegnato | indirizzo non trovato | 配信不能 | 配信に失敗 | 配信できません |
配信されませんでした | 配達できません | 配信エラー | 送信できませんでした | アドレスが見つからない | 配送できません | ვერ მიწოდდა | მიწოდება ვერ მოხერხდა | ვერ გაიგზავნა |
жеткізілмеді | жеткізу мүмкін болмады | 배달되지 않음 | 배달할 수 없음 | 배달하지 못했습니다 | 배달하지 못함 | 배달 실패 | 전송되지 않았습니다 | 전달되지 않았습니다 |
전송 실패 | 반송 | 주소를 찾을 수 없 | nepristatyt* | nepavyko pristatyti | pristaty* … nepavyko | nepristatom* | negalima pristatyti |
adresas nerastas | nepiegadajam* | neizdevas piegadat | piegade … neizdevas | nevar piegadat | netika piegadat* |
adrese nav atrasta | не беше испорачан* | испораката не успеа | не може да се испорача | ഡെലിവർ ചെയ്യാനായില്ല |
വിലാസം കണ്ടെത്തിയില്ല | वितरित करता आले नाही | पत्ता सापडला नाही | tidak dapat dihantar | penghantaran … gagal |
penghantaran gagal | gagal dihantar | alamat tidak ditemui | levering* … mislyktes | levering mislyktes |
ble ikke levert | ikke levert til | adressen ble ikke funnet | fikk ikke levert | niet bezorgd | onbestelbaar |
bezorging … mislukt | bezorgen … mislukt | kan niet worden bezorgd | kon niet worden bezorgd | niet afgeleverd |
niet worden afgeleverd | aflevering … mislukt | adres niet gevonden | niedostarczon* | nie mozna dostarczyc |
nie mozna było dostarczyc | nie udało sie dostarczyc | dostarcz* … nie powiodło sie | nie powiodło sie dostarcz* |
nie powiodło sie … dostarcz* | nie został* dostarczon* | niepowodzenie … dostarcz* | nie znaleziono adresu |
não foi possivel entregar | não e possivel entregar | não pode ser entregue | não pôde ser entregue | falha na entrega |
entrega … falhou | falha de entrega | não entregue | não foi entregue | impossivel entregar | endereço não encontrado |
nelivrabil | nu s-a putut livra | nu a putut fi livrat* | livrarea … nu a reusit | livrarea … a esuat |
livrare nereusita | nu a fost livrat* | nu poate fi livrat* | adresa nu a fost gasita | недоставлен* | не доставлен* |
не удалось доставить | не удается доставить | сбои доставки | ошибка доставки | доставка … не выполнен* |
доставка … не удалась | не может быть доставлен* | невозможно доставить | адрес не найден | не был* доставлен* |
doruc* … zlyhal* | doruc* … nepodaril* | nebol* dorucen* | nemozno dorucit | adresa sa nenasla | ni mogoce dostaviti |
nedostavljiv* | dostava … ni uspela | ni bilo mogoce dostaviti | ni bil* dostavljen* | neuspesna dostava |
naslova ni mogoce najti | naslov ni bil najden | nuk u dorezua | dorezimi deshtoi | nuk mund te dorezohet |
isporuka … nije uspela | испорука … није успела | није испоручен* | неиспоручив* | није могуће испоручити |
kan inte levereras | kunde inte levereras | gar inte att leverera | leverans* … misslyckades | levererades inte |
inte levereras | gick inte att leverera | ej leverer* | olevererbar* | adressen hittades inte |
adressen kunde inte hittas | haikuwasilishwa | imeshindwa kuwasilishwa | anwani haikupatikana | வழங்க முடியவில்லை |
முகவரி கிடைக்கவில்லை | బట్వాడా చేయడం సాధ్యపడలేదు | చిరునామా కనుగొనబడలేదు | ไม่สามารถนำส่งได้ | ไม่สามารถส่งได้ |
การส่ง … ล้มเหลว | การนำส่ง … ล้มเหลว | ส่งไม่สำเร็จ | นำส่งไม่ได้ | ไม่พบที่อยู่ | ไม่สามารถส่งข้อความ |
teslim edilemedi | teslim edilemeyen | teslim edilemiyor | iletilemedi | teslim … basarisiz | teslimat … basarisiz |
teslim edilmedi | adres bulunamadı | не вдалося доставити | не вдається доставити | доставка … не виконан* |
помилка доставки | неможливо доставити | збій доставки | адресу не знайдено | ڈیلیور نہیں ہو سکا | پتہ نہیں ملا |
ترسیل ناکام | yetkazib bo'lmadi | yetkazilmadi | không gửi được | không thể gửi | gửi không thành công |
chưa được gửi tới | không được gửi | không thể chuyển | không tìm thấy địa chỉ | gửi thất bại | 无法送达 | 未送达 | 传递失败 |
未能向以下 | 邮件失败 | 无法传递 | 无法投递 | 投递失败 | 退信 | 送达失败 | 找不到地址 | 無法傳遞 | 無法傳送 | 無法送達 | 未傳遞 | 未送達 | 傳遞失敗 | 傳送失敗 | 找不到這個地址`,
  delayed: `
delivery status notification (delay) | delivery is delayed | delivery incomplete … will retry |
temporary problem delivering | still trying to deliver | has not been delivered yet | no success so far |
aflewering … vertraag* | nog nie afgelewer nie | تأخر التسليم | تم تأخير التسليم | تأخير في التسليم | تأخر تسليم |
لم يتم تسليم هذه الرسالة بعد | محاولات التسليم | مشكلة مؤقتة | доставк* … забав* | забав* … доставк* |
все още не е доставен* | опити* за доставк* … продълж* | বিতরণ বিলম্বিত | এখনও বিতরণ করা হয়নি | lliurament … retarda* |
retard* … lliurament | encara no s'ha lliurat | doruc* … zpozd* | zpozd* … doruc* | doruc* … opozd* | opozd* … doruc* |
zatim nebyl* dorucen* | jeste nebyl* dorucen* | dosud nebyl* dorucen* | pokus* o doruc* … pokrac* | oedi … danfon |
forsinket levering | levering* … forsinket | forsinkelse … levering | ikke leveret endnu | endnu ikke leveret |
fortsat forsøg paa at levere | leveringsforsøg* | zustellung … verzoger* | ubermittlung … verzoger* |
verzogert* … zustell* | noch nicht zugestellt | vorubergehendes problem aufgetreten | weiterhin versucht … zuzustellen |
παραδοση … καθυστερ* | καθυστερ* … παραδοσ* | δεν εχει παραδοθει ακομ* | προσπαθειες παραδοσης | entrega retrasada |
retras* … entrega* | entrega … retras* | entrega … demor* | demor* … entrega | todavia no se ha entregado |
aun no se ha entregado | aun no ha sido entregado | seguira intentando entregar* | intentos de entrega continua* |
problema temporal al entregar | kohaletoimetami* … viibi* | viibi* … kohaletoimetami* | hilin* … kohaletoimetami* |
kohaletoimetami* … hilin* | pole veel kohale toimetatud | ei ole veel kohale toimetatud | entrega atzeratu |
atzeratu … entrega* | oraindik ez da entregatu | تأخیر در تحویل | تحویل … به تأخیر | تحویل … به تاخیر |
هنوز تحویل داده نشده | toimitus … viivasty* | viivasty* … toimitu* | toimitus viivastyy | ei ole viela toimitettu |
toimitusyrityks* | ei ole viela voitu toimittaa | naantala ang paghahatid | hindi pa naihahatid | remise differee |
remise est differee | remise retardee | remise … retard* | retard* … remise | remise … differe* |
n'a pas encore ete remis | n'a pas encore ete distribue | tentatives de remise | probleme temporaire … remise |
distribution … retard* | gmail va reessayer | moill … seachadadh | entrega atrasada | entrega demorada |
ainda non se entregou | המסירה מתעכבת | המסירה … מתעכבת | מסירה מושהית | עיכוב במסירה | עדיין לא נמסרה | ניסיונות המסירה |
वितरण में विलंब | वितरण विलंबित | अभी तक वितरित नहीं | isporuka … kasni | isporuka … odgoden* | kasnjenje … isporuk* |
odgodena isporuka | jos nije isporucen* | pokusaji isporuke | kesleltetett kezbesites | kezbesites … kesik |
kesik … kezbesites | kezbesites kesese | meg nem sikerult kezbesiteni | meg nem kezbesitett* | tovabb probalkozik |
kezbesites … kesleltet* | pengiriman … tertunda | pengiriman tertunda | penundaan pengiriman | belum terkirim |
belum dikirim | upaya pengiriman | afhending … seinka* | seinkun … afhending* | hefur ekki enn verið afhent* |
recapito ritardato | recapito … ritard* | ritard* … recapito | consegna … ritard* | non e stato ancora recapitato |
non e ancora stato recapitato | tentativi di recapito | non e stato ancora consegnato | problema temporaneo … recapit* |
配信の遅延 | 配信遅延 | 配信が遅れ | 配信が遅延 | まだ配信されていません | 配信の試行 | 遅延しています | 一時的な問題 | жеткізу кешіктірілді | әлі жеткізілген жоқ |
배달 지연 | 배달이 지연 | 배달 지연됨 | 아직 배달되지 않았습니다 | 배달을 계속 시도 | 전송이 지연 | 전송 지연 | 일시적인 문제 | pristatym* … veluoja |
velavimas … pristatym* | pristatymas ateliam* | dar nepristatyt* | bandoma … pristatyti | uzdelst* … pristatym* |
pristatym* … uzdels* | piegade … aizkavej* | aizkavet* … piegad* | piegade … kavejas | vel nav piegadat* |
piegades meginajum* | испораката доцни | се уште не е испорачан* | penghantaran … tertangguh | penghantaran … lewat |
belum dihantar | ikke levert enna | enda ikke levert | enna ikke levert | leveringsforsøk* | bezorging vertraagd |
bezorging … vertraagd | vertra* … bezorging | vertraagde bezorging | nog niet bezorgd | nog niet afgeleverd |
tijdelijk probleem … bezorg* | opozni* … dostarcz* | dostarcz* … opozni* | nie został* jeszcze dostarczon* |
jeszcze nie został* dostarczon* | proby dostarczenia | ponawiał probe | tymczasowy problem z dostarczeniem |
entrega … atrasad* | atras* … entrega | entrega adiada | ainda não foi entregue | tentativas de entrega |
problema temporario … entrega* | livrare intarziata | livrarea … intarzia* | intarzi* … livrar* | nu a fost inca livrat* |
inca nu a fost livrat* | incercarile de livrare | доставка … отложен* | доставка … задерж* | задержк* … доставк* |
доставк* … задерж* | еще не доставлен* | пока не доставлен* | попытки доставки | doruc* … oneskor* | oneskor* … doruc* |
este nebol* dorucen* | zatial nebol* dorucen* | pokusy o dorucenie | dostava … kasni | dostava zakasnjena |
zakasn* … dostav* | zamuda … dostav* | se ni bil* dostavljen* | poskusi dostave | испорука … касни | јос није испоручен* |
још није испоручен* | fordrojd leverans | leverans* … fordroj* | leverans* … forsen* | forsen* … leverans* |
har annu inte levererats | inte levererats an | leveransforsok* | การส่งล่าช้า | การส่ง … ล่าช้า | การนำส่งล่าช้า |
การนำส่ง … ล่าช้า | ยังไม่ได้ถูกส่ง | ยังไม่ได้นำส่ง | ยังไม่ถูกส่ง | teslim gecikti | teslim* … gecik* |
gecik* … teslim* | gecikmeli teslim | henuz teslim edilmedi | henuz teslim edilemedi | teslim denemeleri |
доставк* … затрим* | затрим* … доставк* | доставк* … відкладен* | ще не доставлен* | спроби доставки | gửi bị trễ |
gửi … bị trễ | bị trì hoãn | chậm gửi | chưa được gửi | tiếp tục thử gửi | chuyển phát chậm | 传递延迟 | 传递被延迟 | 延迟传递 | 邮件延迟 |
已延迟 | 尚未送达 | 继续尝试 | 投递延迟 | 傳遞延遲 | 郵件已延遲 | 傳送延遲 | 尚未傳遞 | 尚未送達 | 繼續嘗試 | 延遲傳遞`,
  answer: `
automatic reply | auto reply | autoreply | auto response | automated reply | automated response | out of office reply |
ticket received | case received | vacation response | outomatiese antwoord | رد تلقائي | الرد التلقائي | رد آلي |
автоматичен отговор | автоматично съобщение | স্বয়ংক্রিয় উত্তর | স্বয়ংক্রিয় প্রত্যুত্তর | resposta automatica |
automaticka odpoved | automaticka zprava | odpoved v nepritomnosti | ateb awtomatig | automatisk svar | autosvar |
fraværsbesked | automatische antwort | automatische abwesenheits* | automatische ruckantwort | abwesenheits* |
autom. antwort | eingangsbestatigung | automatische eingangsbestatigung | αυτοματη απαντηση | αυτοματο μηνυμα |
respuesta automatica | respuesta de ausencia | mensaje automatico | acuse de recibo automatico | automaatvastus |
automaatne vastus | erantzun automatikoa | پاسخ خودکار | automaattinen vastaus | automaattivastaus | awtomatikong tugon |
awtomatikong sagot | reponse automatique | message automatique | accuse de reception automatique | absence du bureau |
freagra uathoibrioch | સ્વચાલિત જવાબ | સ્વતઃ જવાબ | תשובה אוטומטית | מענה אוטומטי | תגובה אוטומטית | स्वचालित उत्तर |
स्वत जवाब | स्वतः उत्तर | automatski odgovor | automatska poruka | automatikus valasz | automatikus uzenet | hazon kivul |
ավտոմատ պատասխան | ինքնաբերաբար պատասխան | balasan otomatis | jawaban otomatis | sjalfvirkt svar | risposta automatica |
messaggio automatico | risposta di assenza | 自動応答 | 自動返信 | 【自動返信】 | 【自動応答】 | 不在通知 | ავტომატური პასუხი | автоматты жауап |
자동 회신 | 자동 응답 | 자동회신 | 자동응답 | 자동 답장 | automatinis atsakymas | automatinis atsakas | automatiska atbilde |
automatiskas atbildes | автоматски одговор | യാന്ത്രിക മറുപടി | സ്വയമേവയുള്ള മറുപടി | स्वयंचलित उत्तर | स्वयं-उत्तर |
balasan automatik | jawapan automatik | fraværsmelding | automatisch antwoord | automatisch bericht |
automatische antwoord | automatische reactie | automatyczna odpowiedz | autoodpowiedz | odpowiedz automatyczna |
mensagem automatica | resposta de ausencia | raspuns automat | mesaj automat | автоматический ответ | автоответ* |
автоматическое сообщение | автоматическое уведомление | samodejni odgovor | samodejno sporocilo | pergjigje automatike |
аутоматски одговор | automatiskt svar | franvaromeddelande | jibu la kiotomatiki | majibu ya kiotomatiki |
தானியங்கு பதில் | தானியங்கி பதில் | స్వయంచాలక ప్రత్యుత్తరం | ఆటోమేటిక్ ప్రత్యుత్తరం | ตอบกลับอัตโนมัติ |
การตอบกลับอัตโนมัติ | otomatik yanıt | otomatik cevap | otomatik mesaj | автоматична відповідь | автовідповідь |
автоматичне повідомлення | خودکار جواب | خود کار جواب | avtomatik javob | trả lời tự động | thư trả lời tự động |
phản hồi tự động | 自动回复 | 自动答复 | 自動回覆 | 自動回復 | 自動答覆`,
  office: `
out of office | out of the office | away from the office | away from my desk | on annual leave | annual leave |
maternity leave | paternity leave | parental leave | sick leave | on sabbatical | i'm off | i am away | i'm away |
office closed | not in the office | out sick | sick today | travelling | traveling | at a conference | out today |
out this week | buite kantoor | nie op kantoor nie | uit die kantoor | خارج المكتب | خارج مكتبي | في إجازة | извън офиса |
в отпуск | отсъствам | অফিসের বাইরে | ছুটিতে | fora de l'oficina | de vacances | mimo kancelar | nepritomnost |
nejsem v kancelari | na dovolene | materska dovolena | allan o'r swyddfa | ikke paa kontoret | ikke på kontoret |
ude af kontoret | fraværende | på barsel | nicht im buro | abwesenheit | abwesend | ausser haus | elternzeit |
in elternzeit | mutterschutz | betriebsferien | betriebsurlaub | vielen dank für ihre nachricht |
danke für ihre nachricht | vielen dank für ihre e-mail | εκτος γραφειου | σε αδεια | απουσιαζω | fuera de la oficina |
fuera de oficina | permiso de maternidad | baja por maternidad | baja maternal | estoy de viaje | de viaje |
kontorist valjas | bulegotik kanpo | oporretan | خارج از دفتر | مرخصی | در مرخصی | خارج از محل کار | poissa toimistolta |
lomalla | poissaoloilmoitus | en ole toimistolla | aitiysloma | vanhempainvapaa | wala sa opisina | absence du bureau |
absent du bureau | conge maternite | conge de maternite | conge parental | conges annuels | changement d'adresse |
fermeture annuelle | as an oifig | fora da oficina | de vacacions | מחוץ למשרד | היעדרות מהמשרד | בחופשה | לא במשרד |
कार्यालय से बाहर | अवकाश पर | छुट्टी पर | izvan ureda | na godisnjem | odsutan | odsutna | nisam u uredu | hazon kivul |
irodan kivul | tavolleti ertesito | nem vagyok az irodaban | di luar kantor | cuti tahunan | sedang cuti | fjarverandi |
i frii | ekki a skrifstofunni | fuori ufficio | fuori sede | congedo di maternita | chiusura estiva |
assenza dall'ufficio | 不在のお知らせ | 休暇中 | 夏季休業 | 夏期休暇 | 外出中 | 出張中 | 부재 중 | 부재중 | 휴가 중 | 출장 중 | ne biure | nesu biure |
atostogauju | nesu darbe | arpus biroja | prombutne | atvalinajuma | neesmu biroja | надвор од канцеларија | на одмор |
di luar pejabat | bercuti | ute av kontoret | ferieavvikling | foreldrepermisjon | niet op kantoor | afwezig |
afwezigheid | afwezigheidsbericht | zwangerschapsverlof | buiten kantoor | poza biurem | nieobecnosc | nieobecny |
nieobecna | jestem na urlopie | urlop macierzynski | nie ma mnie w biurze | zwolnienie lekarskie | ausente do escritorio |
fora do escritorio | licença maternidade | licença-maternidade | licença de maternidade | ausencia temporaria |
in afara biroului | вне офиса | нет на месте | я в отпуске | отсутствую | меня нет в офисе | в командировке |
mimo kancelarie | na dovolenke | nie som v kancelarii | odsoten | odsotna | odsotnost | na dopustu | zunaj pisarne |
jashte zyres | van kancelarije | na odmoru | ван канцеларије | на одмору | одсутан | franvarande | ej pa kontoret |
inte pa kontoret | foraldraledig | franvaro | tjanstledig | ไม่อยู่ที่สำนักงาน | ไม่อยู่ที่ทำงาน | ลาพักร้อน | ลาพักผ่อน |
ofis dısında | izindeyim | yıllık izin | izinde | ofis dısı | yıllık izindeyim | поза офісом | у відпустці |
мене немає в офісі | у відрядженні | vắng mặt tại văn phòng | ngoài văn phòng | 不在办公室 | 外出办公 | 不在辦公室 | 休假中`,
  holiday: `
on leave | on holiday | on vacation | إجازة | отпуск | absent | dovolena | paa ferie | på ferie | jeg er på ferie |
ferie | barsel | urlaub | im urlaub | απουσια | αδεια | ausente | ausencia | vacaciones | de vacaciones | puhkusel |
puhkus | poissa | loma | absente | absence | conges | en conges | vacances | en vacances | חופשה | godisnji odmor |
szabadsag | szabadsagon | cuti | assente | assenza | in ferie | maternita | 不在 | 休暇 | 휴가 | 출장 | atostogos | atvalinajums |
permisjon | vakantie | met vakantie | op vakantie | urlop | na urlopie | ferias | de ferias | em ferias | absenta |
concediu | in concediu | в отпуске | отсутствие | командировка | dovolenka | dopust | semester | pa semester | izin |
відпустка | vắng mặt | nghỉ phép | 外出 | 休假 | 出差 | 年假`,
  absence: `
i'm currently off | i am currently off | i am currently travel* | i'm currently travel* | am travelling … access to |
on maternity leave | on paternity leave | on parental leave | on sick leave | on sabbatical | am away and |
back at my desk | back in the office | return to the office | access to my e-mail | access to email | access to my email |
access to e-mail | as soon as i come back | as soon as i return | when i return | upon my return | office is closed |
office will be closed | offices are closed | offices will be closed | not be checking this mailbox |
mailbox is not monitored | mailbox is unattended | no longer works for | no longer works at | no longer works here |
no longer with us | email address is no longer in use | address is no longer in use |
address is no longer valid … please | a ticket has been created | a ticket has been opened | ticket number is |
request has been received | we have received your request | we have received your email | we have received your message |
your mail has reached us | thank you for your message … i will answer as soon as |
thank you for your message … we will get back to you | thank you for your email … we will get back to you |
thank you for contacting us … get back to you | will get back to you shortly |
message is being held until the list moderator | is being held until the list moderator can review it | i'm out until |
i am out until | i'm out of office | out until monday | out until tuesday | out until wednesday | out until thursday |
out until friday | will be out until | will be back on | i'll be back on | i am back on | currently on leave |
currently on vacation | no access to email | limited email access | have received your enquiry |
have received your inquiry | your enquiry has been received | your email has been received |
your message has been received | response within | respond within … working days | i have left the company |
i no longer work | not working today | attending a conference | on a business trip | on a course |
respond when i am back | reply when i am back | replies may take longer | response may be delayed | trade fair this week |
away at a | reply may be delayed | respond when i feel better | am travelling until | am traveling until |
i am on the road | i have left for | i've left for | i no longer check this mailbox | i no longer read this mailbox |
do not check this mailbox | rarely check this mailbox | read mail only now and then | read my mail only |
am out of the country | will answer when i | will reply when i | will respond when i | answer you when i |
i've left the company | has left the company | i have retired | i've retired | we are closed until | we are closed for |
mailbox is not read | nobody reads this mailbox | address is not monitored | mailbox is no longer monitored |
mailbox is no longer read | your ticket has been opened | your case has been opened | your request has been assigned |
an agent will | thank you for your e-mail … i am currently | i am ill at the moment | i am sick today | until my return |
during my absence | in my absence | met verlof | uit die kantoor | nie op kantoor | sodra ek terug is |
nie in die kantoor | في إجازة | خارج المكتب | سأرد على رسالتك عند | عند عودتي | بعد عودتي | لست في المكتب | رد تلقائي |
سأعود | في مهمة عمل | خارج البلاد | إجازة سنوية | إجازة أمومة | استلمنا رسالتك | в отпуск | отпуск до | извън офиса |
отсъствам | ползвам … отпуск | в командировка | ще ви отговоря след | ще отговоря след | не съм в офиса | ще се върна |
връщам се | на обучение | в болничен | ще отсъствам | получихме вашето | ছুটিতে আছি | ছুটিতে থাকব | অফিসের বাইরে |
de vacances | fora de l'oficina | fora del despatx | estic absent | estare absent | quan torni | fins al meu retorn |
tanquem per vacances | tancat per vacances | torno el | tornare el | no soc a l'oficina | seré fora | estare fora |
na dovolene | cerpam … dovolenou | mam dovolenou | mimo kancelar | nejsem … v kancelari | nebudu … v kancelari |
po mem navratu | po svem navratu | po navratu | na sluzebni ceste | materske dovolene | nemam pristup k | jsem nepritom* |
na skoleni | jsem v zahranici | budu zpet | vratim se | budu mimo | jsem mimo | ozvu se … po | ozvu se vam v |
jsem nemocn* | omezeny pristup | firemni dovolena | mame zavreno | obdrzeli jsme vas | nemocenske | ar wyliau |
allan o'r swyddfa | på ferie | holder ferie | har ferie | på barsel | ikke på kontoret | ude af kontoret |
tilbage på kontoret | jeg er tilbage | når jeg er tilbage | ikke træffes | sygemeldt | på forretningsrejse | på kursus |
vender tilbage | er tilbage den | har fri | læser ikke | jeg er bortrejst | på rejse | lukket for ferie |
vi har modtaget din | har begrænset adgang | er fratradt | er fratrådt | er syg | holder barselsorlov | barselsorlov |
orlov | in elternzeit | im mutterschutz | im urlaub | in urlaub | auf dienstreise | auf geschaftsreise | ausser haus |
wieder erreichbar | wieder im buro | wieder im haus | wieder für sie da | nicht erreichbar | nicht im buro |
nach meiner ruckkehr | nach meinem urlaub | bin abwesend | buro … geschlossen | buro bleibt … geschlossen |
betriebsferien | nicht mehr in unserem haus* | nicht mehr in unserem unternehmen | nicht mehr für unser unternehmen |
nicht mehr bei uns | diese adresse … nicht mehr | krankgeschrieben | wird nicht weitergeleitet |
anfrage ist bei uns eingegangen | ticketnummer | nicht im hause | nicht im haus | kehre … zuruck | bin … zuruck |
wieder da | ab dem … wieder | ich bin … unterwegs | im krankenstand | fortbildung bis | auf fortbildung |
auf einer fortbildung | in teilzeit | nicht im dienst | keinen zugriff auf | lese meine mails erst |
emails werden in dieser zeit nicht | praxis … geschlossen | bleibt … geschlossen | haben ihre nachricht erhalten |
haben ihre anfrage erhalten | schnellstmoglich bei ihnen melden | bin im mutterschutz | nicht mehr für … tatig |
messe … erreichbar | verzogert sich meine antwort | antwort kann sich verzogern | etwas langer dauern | flitterwochen |
arbeitsunfahig | bin ich wieder | wieder im büro | nach meiner rückkehr | während meiner abwesenheit |
in meiner abwesenheit | derzeit nicht erreichbar | nicht mehr im unternehmen | nicht mehr für … tätig |
dieses postfach wird nicht | ihre anfrage ist bei uns eingegangen | σε αδεια | εκτος γραφειου | απουσιαζω | σε διακοπες |
θα απουσιαζω | κατα την επιστροφη μου | μετα την επιστροφη μου | οταν επιστρεψω | δεν εχω προσβαση | θα λειπω | λειπω |
επιστρεφω | θα επιστρεψω | εκτος του γραφειου | αναρρωτικη | λαβαμε το μηνυμα | fuera de la oficina | de vacaciones |
de permiso | permiso de maternidad | de baja | estare ausente | me encuentro ausente | estoy ausente | estoy de viaje |
de viaje hasta | estare de vuelta | regresare el | a mi regreso | a mi vuelta | oficina permanecera cerrada |
oficinas permaneceran cerradas | oficina estara cerrada | ya no trabajo en | ya no trabaja en | ya no forma parte |
esta direccion ya no | hemos recibido su solicitud | numero de ticket | disfrutando de … vacaciones | volvere el |
vuelvo el | vuelvo a la oficina | regreso el | me reincorporo | me reincorporare | incorporare el | no estare disponible |
no estoy en la oficina | en periodo de vacaciones | estaremos cerrados | cerrado por vacaciones |
hemos recibido su mensaje | hemos recibido su correo | baja medica | en un curso | no tengo acceso | estare fuera |
estoy fuera | en cuanto pueda | lo antes posible … regreso | baja por enfermedad | permiso por | durante mi ausencia |
no estaré disponible | puhkusel | kontorist valjas | ei ole kontoris | vastan … parast | tagasi tool | lahetuses |
olen ara | olen eemal | olen puhkusel | naasen | tagasi … kontoris | koolitusel | haiguslehel | oporretan |
bulegotik kanpo | در مرخصی | به مرخصی | خارج از محل کار | خارج از دفتر | پس از بازگشت | باز خواهم گشت | در سفر هستم |
مأموریت | olen lomalla | lomalla | poissa toimistolta | en ole toimistolla | palaan toihin | palaan toimistolle |
palattuani | en ole tavoitettavissa | vanhempainvapaalla | aitiyslomalla | virkamatkalla | tyomatkalla | vuosilomalla |
kesalomalla | talvilomalla | isyyslomalla | hoitovapaalla | vapaalla | palaan | olen poissa | olen matkoilla | en lue |
koulutuksessa | sairauslomalla | olemme vastaanottaneet | luen viestit | naka-leave | wala sa opisina | naka-bakasyon |
en conge | en conges | en vacances | en seminaire | en deplacement | en formation | en arret maladie | conge parental |
conge maternite | conge de maternite | absent jusqu* | absente jusqu* | suis absent* | serai absent* | absent du bureau |
absente du bureau | hors du bureau | de retour le | de retour lundi | de retour mardi | de retour mercredi |
de retour jeudi | de retour vendredi | a mon retour | des mon retour | bureau sera … ferme* | bureaux seront … ferme* |
bureaux sont … ferme* | ne fait plus partie | ne travaille plus | a quitte la societe | a quitte l'entreprise |
a quitte notre | adresse n'est plus | merci d'utiliser … adresse | merci d'ecrire a | reponse automatique |
ne consulte pas mes mail* | demande a bien ete enregistree | bien recu votre demande | de retour au | serai de retour |
je reviens le | suis en vacances | serai en conges | en formation jusqu* | en teletravail | ferme pour |
fermeture annuelle | fermee du | ferme du | bien recu votre message | bien recu votre mail |
repondrons dans les meilleurs | reponse dans les meilleurs | a bien ete recu | en conge maladie | en arret |
en conge de paternite | sans acces a ma messagerie | en mission | reponse peut tarder | en arret de travail |
en déplacement | en congé | congé maternité | congé parental | à mon retour | dès mon retour | pendant mon absence |
boîte n’est plus consultée | arrêt maladie | ar saoire | as an oifig | de vacacions | fora da oficina | રજા પર છું |
ઓફિસની બહાર | בחופשה | בחופשת | מחוץ למשרד | לא במשרד | אחזור למשרד | כשאחזור | לאחר חזרתי | עם שובי | אשוב ל |
אחזור ביום | בחוץ לארץ | בחו"ל | במילואים | קיבלנו את פנייתך | בהשתלמות | छुट्टी पर | अवकाश पर | कार्यालय से बाहर |
कार्यालय में नहीं | na godisnjem | izvan ureda | nisam u uredu | po povratku | nakon povratka | na porodiljnom |
na sluzbenom putu | na putu | vracam se | nisam u mogucnosti … godisnj* | na edukaciji | u inozemstvu | na bolovanju |
necu biti u uredu | odsutan sam | odsutna sam | zaprimili smo | szabadsagon vagyok | szabadsagon leszek | szabadsagomat |
nem vagyok az irodaban | irodan kivul | hazon kivul | visszateresem utan | visszaterve valaszolok | kikuldetesben |
szabadsagon | tavol vagyok | tavol leszek | külföldön | visszaterek | betegszabadsag* | munkatarsam helyettesit |
zarva tartunk | megkaptuk üzenet* | vagyok elerheto | nem vagyok elerheto | kozott zarva | irodank … zarva | zarva tart |
արձակուրդում եմ | գրասենյակից դուրս | sedang cuti | saya cuti | tidak berada di kantor | di luar kantor | sedang dinas |
setelah kembali | saat kembali | saya kembali | akan kembali | di luar kota | dinas luar | sedang sakit |
tidak di kantor | kami telah menerima | er i frii | i sumarfrii | i faeðingarorlofi | ekki við | ekki a skrifstofunni |
fjarverandi | sono in ferie | in ferie fino | in congedo | fuori ufficio | fuori sede | sono assente | saro assente |
rientrero | al mio rientro | al rientro | uffici resteranno chiusi | ufficio restera chiuso | uffici saranno chiusi |
uffici rimarranno chiusi | indirizzo non e piu | non lavora piu | non fa piu parte | sono in viaggio | in trasferta |
risposta automatica | abbiamo ricevuto la sua richiesta | non sono in ufficio | non saro in ufficio | rientro il |
tornero il | sono fuori | in malattia | in aspettativa | a un corso | chiusi per ferie | chiuso per ferie | siamo chiusi |
saro di ritorno | leggero la sua mail | in smart working | abbiamo ricevuto il suo messaggio |
abbiamo ricevuto la sua mail | non lavoro piu | accesso limitato alla posta | in missione | in permesso |
la risposta potrebbe tardare | in congedo parentale | in maternità | al mio ritorno | durante la mia assenza |
non lavora più | sarò di ritorno | 休暇を | 休暇中 | 休暇をいただ | 夏季休業 | 冬季休業 | 年末年始休業 | 不在にし | 不在の為 | 不在のため | 出張のため | 出張中 | 育児休業 |
産休 | 自動返信 | 自動応答 | 自動送信 | 外出中 | 退職いたし | 退職しました | お問い合わせを受け付け | 夏季休暇と | 休暇とさせて | 休業とさせて | 休業いたし | 休診 | お休みをいただ | 不在です |
席を外し | 返信が遅れ | ご返信は | 折り返しご連絡 | 出張して | 戻り次第 | 留守に | შვებულებაში ვარ | ოფისში არ ვარ | демалыстамын | кеңседе емеспін |
휴가 중 | 휴가중 | 휴가입니다 | 휴가로 | 휴가를 | 부재중 | 부재 중 | 출장 중 | 출장중 | 육아휴직 | 자동 회신 | 자동회신 | 자리를 비 | 휴가로 인해 | 이후 회신 | 회신드리겠 | 교육 중 |
자리에 없 | 연차 | 퇴사 | 출장으로 | atostogauju | atostogose | nesu biure | nebusiu biure | esu komandiruoteje | atsakysiu grizes |
atsakysiu grizusi | busiu biure | nesu darbe | grisiu | esu isvykes | esu isvykusi | mokymuose | nedarbingumo |
negaliu atsakyti | atvalinajuma | neesmu biroja | arpus biroja | pec atgriesanas | komandejuma | prombutne |
busu atpakal | busu biroja | esmu prombutne | slimibas lap* | macibas lidz | на одмор | надвор од канцеларија |
അവധിയിലാണ് | ഓഫീസിന് പുറത്താണ് | रजेवर आहे | सुट्टीवर आहे | saya bercuti | sedang bercuti | di luar pejabat |
tiada di pejabat | ute av kontoret | tilbake på kontoret | er tilbake | når jeg er tilbake | i permisjon |
foreldrepermisjon | sykemeldt | på reise | er bortreist | på kurs | avspasering | tilbake mandag | leser ikke |
begrenset tilgang | vi har mottatt din | har sluttet | stengt for ferie | er syk | i foreldrepermisjon |
fodselspermisjon | met vakantie | op vakantie | zwangerschapsverlof | ouderschapsverlof | ben afwezig | niet op kantoor |
niet aanwezig | weer aanwezig | weer op kantoor | weer bereikbaar | na terugkomst | bij terugkomst | kantoor is gesloten |
kantoor is … gesloten | mail wordt niet gelezen | niet meer werkzaam | werkt niet meer | adres is niet meer |
op zakenreis | hebben uw bericht … ontvangen | wegens vakantie | gesloten wegens | ben … afwezig | ben … vrij |
ik ben ziek | ben terug op | weer terug op | met zwangerschap | geen toegang tot mijn | op cursus |
wij hebben uw bericht | wij hebben uw e-mail ontvangen | ik werk niet op | werk niet meer bij | niet in de gelegenheid |
in het buitenland | ziek thuis | reactie kan langer duren | op een beurs | zwangerschaps- en bevallingsverlof |
bevallingsverlof | met zwangerschapsverlof | na mijn terugkeer | tijdens mijn afwezigheid | hebben uw bericht ontvangen |
na urlopie | jestem nieobecn* | bede nieobecn* | poza biurem | wracam do biura | wracam do pracy | po powrocie |
biuro nieczynne | biuro … nieczynne | biuro bedzie zamkniete | nie pracuje juz | juz nie pracuje |
ten adres … nieaktualny | na zwolnieniu | w delegacji | dostepu do poczty | zgłoszenie zostało przyjete |
zgłoszenie zostało zarejestrowane | wracam | wroce | bede w biurze | nie ma mnie w biurze | przebywam na |
jestem na szkoleniu | jestem na zwolnieniu | ograniczony dostep | odpisze po | odpowiem po | firma bedzie zamknieta |
dziekujemy za wiadomosc | otrzymalismy panstwa | za granica | de ferias | em ferias | estarei ausente | estou ausente |
encontro-me ausente | fora do escritorio | de licença | em licença | licença maternidade | licença de maternidade |
estou em viagem | em viagem e | quando retornar | quando regressar | assim que regressar | assim que retornar |
no meu regresso | no meu retorno | retorno em | retorno no dia | escritorio estara fechado | escritorio encerrado |
não trabalha mais | ja não trabalha | este endereço … desativado | não faz mais parte | recebemos sua solicitação |
recebemos o seu pedido | ferias coletivas | estou de folga | nao estou no escritorio | não estou no escritorio |
regresso a | regresso no dia | volto no dia | voltarei no dia | estarei fora | estou fora | em viagem |
em licença medica | acesso limitado ao | recebemos a sua mensagem | recebemos sua mensagem | recebemos seu e-mail |
não trabalho mais | em formação | afastada por | afastado por | licença medica | licença-medica |
assim que possivel … retorno | durante a minha ausência | já não trabalha | estarei de volta | in concediu |
nu sunt la birou | in afara biroului | nu voi fi la birou | cand ma intorc | la intoarcere | dupa intoarcere |
in delegatie | plecat in | plecata in | concediu medical | concediu de | ma intorc | voi reveni | revin in |
sunt plecat* | nu sunt disponibil* | am primit mesajul | nu mai lucreaza | sunt in vacanta | в отпуске | в командировке |
вне офиса | отсутствую | буду отсутствовать | меня нет в офисе | буду в офисе | вернусь в офис | по возвращении |
после возвращения | больше не работает | на больничном | в декретном отпуске | автоматический ответ |
ваше обращение … зарегистрировано | ваше обращение принято | на обучении | вернусь | я вернусь | нахожусь вне |
не в офисе | на отдыхе | отвечу после | отвечу позже | получили ваше | мы получили | ограниченный доступ |
отсутствовать с | вышел из компании | уволил* | na dovolenke | cerpam dovolenku | cerpam … dovolenku | mam dovolenku |
mimo kancelarie | nie som v kancelarii | po navrate | po mojom navrate | na sluzobnej ceste | materskej dovolenke |
v zahranici | budem spat | vratim sa | budem mimo | som mimo | obmedzeny pristup | na pn | dostali sme vas* | na dopustu |
nisem v pisarni | odsoten do | odsotna do | sem odsot* | po vrnitvi | sluzbeno odsot* | na porodniski | zunaj pisarne |
v tujini | na izobrazevanju | vrnem se | pošte ne berem | nisem dosegljiv* | bom odsot* | na bolniski | prejeli smo vase |
me pushime | jashte zyres | nuk jam ne zyre | na odmoru | van kancelarije | nisam u kancelariji | на годишњем |
на одмору | ван канцеларије | нисам у канцеларији | на службеном путу | враћам се | на боловању | одсутан сам |
har semester | pa semester | foraldraledig | tjanstledig | inte pa kontoret | ej pa kontoret | tillbaka den |
tillbaka pa kontoret | ater pa kontoret | ar tillbaka | nar jag ar tillbaka | sjukskriven | pa tjansteresa |
ar franvarande | ar ledig | ar pa kurs | ar pa konferens | ater den | ater mandag | tillbaka mandag | laser mejl |
laser inte min | begransad tillgang | ar bortrest | pa resande fot | vabbar | vi har mottagit ditt | stangt for semester |
har slutat | mammaledig | pappaledig | foraldraledighet | niko likizo | niko likizoni | nje ya ofisi | விடுமுறையில் |
அலுவலகத்திற்கு வெளியே | సెలవులో ఉన్నాను | కార్యాలయం వెలుపల | ลาพักร้อน | ลาพักผ่อน | ไม่อยู่ที่สำนักงาน |
ไม่อยู่ที่ทำงาน | ไม่อยู่สำนักงาน | ลาคลอด | จะกลับมา | ไม่สามารถตอบ | ลากิจ | ลาป่วย | ได้รับอีเมลของท่าน | izindeyim |
izinde olacagım | izinli olacagım | izinliyim | ofis dısında* | ofiste olmayacagım | ofiste degilim | dondugumde |
donusumde | donus yapamayacagım | is seyahatinde* | seyahatteyim | otomatik yanıt | dogum izni* | izinde olaca* |
izinli* | geri donecegim | egitimdeyim | tatildeyim | yurt dısında* | ofis dısı* | raporluyum | mesajınızı aldık |
e-postanızı aldık | toplantıdayım | у відпустці | в відпустці | у відрядженні | поза офісом | мене немає в офісі |
після повернення | більше не працює | на лікарняному | повернуся | буду відсутн* | відсутн* до | на навчанні |
відповім після | ми отримали ваш* | поза межами офісу | چھٹی پر | دفتر سے باہر | ta'tildaman | mehnat ta'tilida |
nghỉ phép | đi công tác | vắng mặt tại văn phòng | không có mặt tại văn phòng | nghỉ thai sản | khi quay lại |
vắng mặt từ | sẽ vắng mặt | đang nghỉ | sẽ trở lại | phản hồi sau | ngoài văn phòng | nghỉ đến | 休假 | 休年假 | 休產假 | 休产假 |
不在办公室 | 不在辦公室 | 出差 | 外出 | 自动回复 | 自動回覆 | 无法及时回复 | 無法即時回覆 | 已离职 | 已離職 | 放假 | 因出差 | 将于 … 返回 | 將於 … 返回 | 返回办公室 | 返回辦公室 |
暂时无法回复 | 暫時無法回覆 | 休息 | 年假 | 病假 | 产假 | 稍后回复 | 会尽快回复 | 將儘快回覆 | 已收到您的邮件`,
  opened: `
read | not read | gelees | مقروءة | تمت القراءة | قراءة | تمت قراءته | прочетено | прочетена | llegit | precteno |
precten | læst | gelesen | ungelesen geloscht | διαβαστηκε | αναγνωσθηκε | αναγνωστηκε | leido | leida | loetud |
irakurrita | irakurria | خوانده شد | luettu | lu | lue | non lu | lido | נקרא | נקראה | पढ़ा गया | पढ़ें | procitano |
elolvasva | olvasott | elolvasott | dibaca | lesið | lesinn | letto | letta | 開封済み | 開封通知 | 既読 | 읽음 | 읽은 메일 |
perskaityta | skaityta | izlasits | izlasita | telah dibaca | lest | gelezen | niet gelezen | przeczytano | przeczytane |
lida | citit | citita | прочтено | прочитано | precitane | precitana | prebrano | last | lastes | อ่านแล้ว | อ่าน |
okundu | đã đọc | đọc | 已读 | 已讀 | 已讀取 | 讀取`,
  read: `
was read on | has been read | was deleted without being read | has been displayed | is gelees | تمت قراءتها | تمت قراءته |
تم فتحها | تمت قراءة | беше прочетен* | бе прочетен* | е прочетен* | s'ha llegit | va ser llegit | byla prectena |
byl precten | bylo precteno | blev læst | er blevet læst | wurde … gelesen | gelesen am | διαβαστηκε στις | αναγνωσθηκε |
αναγνωστηκε | διαβαστηκε | fue leido | se ha leido | ha sido leido | se leyo | on loetud | loeti | irakurri da |
خوانده شد | خوانده شده | luettiin | on luettu | a ete lu | a ete lue | a ete ouvert | foi lida | foi lido | נקראה ב |
נקרא ב | पढ़ा गया | je procitana | procitana je | je procitano | elolvasva | elolvasta | elolvastak | telah dibaca |
sudah dibaca | var lesið | var lesinn | e stato letto | e stata letta | letto il | 開封されました | 開封済み | 読まれました | 表示されました |
읽었습니다 | 읽음 | buvo perskaityt* | perskaityt* | tika izlasit* | izlasits | ble lest | er lest | is gelezen | werd gelezen |
została przeczytana | przeczytano | a fost citit* | прочтено | прочитано | было прочитано | bola precitana |
bolo precitane | je bilo prebrano | prebrano | је прочитана | lastes | har lasts | ถูกอ่าน | อ่านแล้ว | ได้รับการอ่าน |
okundu | tarihinde okundu | було прочитано | đã được đọc | đã đọc | 被阅读 | 已阅读 | 已读 | 讀取 | 已讀`,
  challenge: `
not yet on my list of approved senders | add yourself to my guest list | was waitlisted | receiving junk mail … click |
click the link below so i can receive | so i can receive your emails | email sender-verification |
sender verification program | message is held until you confirm | complete … verification |
complete a short registration | only from senders i have let in | mail only from senders | once i have accepted you |
type the letters of the picture | type the characters | prove that you are not a robot |
confirm that you are not a robot | held by my spam filter | to deliver your message … click |
click here to deliver your message | protected by … to deliver your message | only accept mail from people i know |
identify yourself here | please identify yourself | let me receive your message | unknown sender … click |
first time you have written | not in my address book | not in my contacts | one time only … identify |
allow your message through | approve yourself | one-time verification | prove that you are human | prove you are human |
prove that you are a person | let through | lets you through | comes through | spam guard … reply |
not on my list of known senders | not on my list of approved | تأكيد أنك لست روبوت | رسالتك في انتظار |
потвърдете … не сте робот | очаква потвърждение | esta pendent de confirmacio | que no ets un robot |
que no sou un robot | ceka na potvrzeni | ze nejste robot | afventer bekræftelse | afventer din bekræftelse |
ikke er en robot | um die zustellung freizugeben | um die nachricht freizugeben | dass sie kein robot* |
dass sie kein roboter | kein spammer | wartet auf ihre bestatigung | zur zustellung … klicken | spamschutz … klicken |
in der quarantane … klicken | als absender zu bestatigen | als absender bestatigen | wird in quarantane gehalten |
ist noch nicht freigeschaltet | von bekannten absendern … schalten | schalten sie sich … frei |
nur nachrichten von bekannten absendern | einmalig … freischalten | kein automat | durchgelassen | οτι δεν ειστε ρομποτ |
σε αναμονη επιβεβαιωσης | pendiente de validacion | pendiente de confirmacion | pendiente de verificacion |
a la espera de confirmacion | que no es un robot | que no eres un robot | para que … sea entregado |
confirme que usted envio | confirme que ha enviado | retenido … pulse | retenido … haga clic | lista blanca … pulse |
para evitar el spam … pulsando | para evitar el spam | identifiquese … una sola vez | remitentes autorizados … clic |
es una persona | odottaa vahvistusta | ettet ole robotti | et ole robotti | expediteur de confirmer qu'il |
confirmer qu'il est bien humain | en attente de validation | en attente de confirmation | en attente de verification |
anti-spam … cliquez pour valider | antispam … cliquez | cliquez pour valider | n'etes pas un robot | n'est pas un robot |
afin de vous authentifier | retenu par … antispam | retenu par … anti-spam | pour que votre message … parvienne |
pour delivrer votre | pour que votre message me soit | afin que je puisse recevoir votre |
pour que je puisse recevoir votre | liste blanche … cliqu* | vous identifier … cliqu* | expediteur inconnu … cliqu* |
n'a pas encore ete transmis … identifiez | identifiez-vous | expediteurs autorises … cliqu* | pour etre autorise |
êtes humain | ממתינה לאישור | שאינך רובוט | שאתה לא רובוט | ceka potvrdu | niste robot | megerositesre var | nem robot |
menunggu konfirmasi | bukan robot | in attesa di conferma | in attesa di verifica | in attesa di approvazione … clicca* |
per farlo recapitare | non sei un robot | non e un robot | di essere una persona | messaggio trattenuto … clicc* |
mittente sconosciuto … clicc* | per dimostrare che | identificarsi … una sola volta | mittenti autorizzati … clicc* |
non è un robot | 保留されています | 送信者の確認 | 承認手続き | ロボットでは | 迷惑メール対策 | 承認されるまで | 許可リスト | 확인을 기다리고 | 로봇이 아님 |
laukia patvirtinimo | nesate robotas | venter på bekreftelse | geen robot | vastgehouden door | wacht op bevestiging |
wacht op uw bevestiging | klik hier om … bericht | als afzender bevestigen | in quarantaine … klik |
eenmalig … bevestig* | bekende afzenders … klik | oczekuje na potwierdzenie | nie jestes robotem |
czeka na potwierdzenie | aguardando confirmação | aguardando a sua confirmação | aguarda confirmação |
para que seja entregue | não e um robo | não e um robô | antispam uol | ficou retida | ficou retido | liberar … clique |
libera-la … clique | digite os caracteres | lista de remetentes … clique | não é um robô | não é um robot |
asteapta confirmarea | nu esti un robot | nu sunteti un robot | nu sunteti robot | задержано антиспам* | что вы не робот |
ожидает подтверждения | подтвердите … что вы | caka na potvrdenie | nie ste robot | caka na potrditev |
vantar pa bekraftelse | att du ar en manniska | inte ar en robot | รอการยืนยัน | ไม่ใช่หุ่นยนต์ | onay bekliyor |
dogrulama bekliyor | robot olmadıgınızı | що ви не робот | очікує підтвердження | chờ xác nhận | không phải là robot |
正在等待验证 | 等待验证 | 等待驗證 | 不是机器人 | 不是機器人`,
};
