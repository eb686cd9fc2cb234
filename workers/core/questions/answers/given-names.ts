/**
 * Given names that stand for one another: short forms, pet names and spellings that people and directories use for one
 * person. A row is a name with the others beside it, in plain form; a name may stand in several rows. Written for this
 * product: no package has them under a licence that could be shipped (docs/dependencies.md).
 */
const ROWS = `
abigail abby abbie abbey gail|abraham abe bram avram avraham avi|adalbert bert albert|adelaide addie heidi della
adrian ade adriano|agnes aggie nessa|alan allan allen alun al|albert bert bertie albie
alexander alex alec alexandre aleksandr aleksander alexandr sasha sascha xander sandy sandro lex alik
alexandra alex alexa sandra sandy sasha lexi lexie ali aleksandra alessandra alejandra ola|alfred alf alfie fred freddie al
alfredo fredo fredy|alice ali allie alison|alison allison ally ali|amanda mandy mindy|amelia amy millie mia
andrea andie andy drea|andreas andy andi dres|andrew andy drew andre|angela angie ange|ann anne annie nan nancy nanny
anna ania anya anja anka anichka|anthony antony tony ant anton|antonia toni tonia tonya|arthur art artie
barbara barb babs barbie basia|bartholomew bart barry|beatrice bea trixie beatrix bice|benjamin ben benny benji benjy beni
bernard bernie barney bernd bernhard|bertha bertie|bradley brad|bridget bridie biddy brigid|calvin cal|cameron cam
carol carrie caro lynn|caroline carolyn carolina carrie caro lina
catherine katherine kathryn katharine kathrin catharine katerina katrina cathy kathy kate katie kat kay kitty cate trina
cecilia cece celia cissy sissy|charles charlie charley chuck chas chaz|charlotte lottie charlie lotte char
christian chris christy kristian|christina christine chris tina chrissy christy kristina kristine cristina kirsten
christopher chris kit topher kris christoph kristoffer christophe|clarence clare|clayton clay|clifford cliff
constance connie|cornelius neil con cor kees|curtis curt|cynthia cindy|daniel dan danny dani danilo danil
deborah debra deb debbie debby|dennis denis den denny|derek derrick deryck|diana diane di dee|donald don donnie donny
dorothy dot dottie dolly thea|douglas doug dougie|edmund ed eddie ned ted|edward ed eddie eddy ted teddy ned edouard eduard
edwin ed eddie win|eleanor ellie nell nora lenore elinor eleanora leonor
elizabeth elisabeth liz lizzie lizzy beth betty bess bessie eliza lisa libby liza ellie elsie betsy liesl lisbeth
emily em emmy millie|emma em emmy|eric erik erich rick|ernest ernie ernst|esther essie hester ester|eugene gene eugen
evelyn evie eve|ezekiel zeke|florence flo florrie flossie|frances fran fanny francie|francis frank fran franky
franklin frank|frederick fred freddie freddy fritz rick frederic fredrik friedrich|gabriel gabe gabi gabby
gabriella gabriela gabi gabby ella|geoffrey jeffrey jeff geoff|george georgie geo|gerald gerry jerry gerard
gertrude gertie trudy gert|gilbert gil bert|gloria glo|gregory greg gregor gregg grzegorz|gwendolyn gwen|hannah hanna hanne
harold harry hal|harriet hattie|helen nell nellie lena helena elena|henry harry hank hal henri henrik heinrich
herbert herb bert herbie|horace horry|howard howie|hugh hughie huw hugo|humphrey humph|isaac ike zac yitzhak itzhak itzik
isabel isabella isabelle isabell izzy bella belle ysabel isobel|jacob jake jakob jacobus coby|jacqueline jackie jacqui
james jim jimmy jamie jem|jane janie jenny|jason jay|jeffrey jeffery geoffrey jeff|jennifer jen jenny jenn jenni
jeremy jem jerry|jessica jess jessie|jill gill gillian jillian|joan joanie|joanna joanne jo
john jack johnny jon johnnie jonny|jonathan jon jonny jonathon johnathan nathan|joseph joe joey jo jos
josephine jo josie fifi|joshua josh|judith judy judi|julia julie jules|julian julien
katherine catherine kathryn katharine kathrin kate katie kathy cathy kat kay kitty kit|kathleen kath kathy kate cathleen
kenneth ken kenny|kevin kev|kimberly kim kimberley kimmy|laura laurie lori lora|lawrence laurence larry laurie lars lorenz
leo leon leonard leonardo|leonard len lenny leo lennie|leslie les lesley|lewis lew louis lou|lillian lily lil lilly lilian
linda lindy lynn|louis lou louie lewis|louise lou lulu|lucas luke luc lukas|lucille lucy lucie|lucy lucie lu lulu lucia
lynn lynne lyn|madeleine madeline maddie maddy madelyn magdalena|malcolm mal|marcus mark marc markus
margaret maggie meg peggy peg greta madge marge margie margo margot gretchen gretel margarete margriet margareta
maria mia mariam mimi|marilyn mary lyn|mark marc marco marcus|martha marty mattie patty|martin marty mart martyn
mary molly polly mae mamie may|matilda mattie tilly till tilda maud mathilde mathilda|matthew matt matty mathew
maurice mo moritz|maximilian max maxi|maxwell max|megan meg meghan|melanie mel melly|melissa mel missy lissa
michael mike mick mickey micky mikey mitch michel mikael mikkel|michelle shelly shell chelle|mildred millie
miriam mim mimi miri|mitchell mitch|mohamed mohammed muhammad mohammad mohamad muhammed mohamet muhamad mo|montgomery monty
nancy nan|natalie natalia nat tally nathalie nataly|nathan nat nate nathaniel|nathaniel nathan nat nate nathanael
nicholas nicolas nick nicky nico nikolas niko nikolaus nicolaas nicholaus|nicole nikki nicky nic nicola|norman norm
oliver ollie olly noll|olivia liv livvy ollie|oscar ossie oskar|oswald ozzie oz|pamela pam pammy
patricia pat patty tricia trish patti patsy|patrick pat paddy rick patrik|paul paulie pauly|paula pauline polly
penelope penny|percival percy|peter pete petey piet pieter|philip phillip phil pip philipp filip|philippa pip pippa
priscilla cilla prissy|rachel rach rae rachael raquel|randolph randy randall|raymond ray
rebecca becky becca bex reba rebekah rivka|reginald reg reggie|richard rich rick dick ricky richie ricardo rik
robert rob bob bobby robbie bert|roberta bobbie robbie|roderick rod roddy|rodney rod|roger rodge rodger
roland rolly rollo rowland|ronald ron ronnie ronny|rosemary rosie|rosalind ros roz|rudolph rudy rudi rolf rudolf
russell russ|samantha sam sammy|samuel sam sammy shmuel|sandra sandy|sarah sara sally sadie sari|sean shaun shawn shane
sebastian seb bastian basti bas sebastien|sharon shari|sheila shelagh|shirley shirl|sidney sid sydney|simon si
solomon sol solly shlomo|sophia sophie sofia sofie sophy zofia|stacy stacey|stanley stan
stephanie steph stefanie steffi stevie stefania|stephen steven steve stevie steph stefan stephan|stuart stewart stu
susan sue susie suzie susanna suzanne suzy susannah susana zuzana|sylvia silvia syl|terence terry terrance terrence
teresa theresa terry tess tessa tracy therese terri resi|theodore ted teddy theo|thomas tom tommy thom|timothy tim timmy
tobias toby tobi|tracy tracey|valerie val valery|veronica ronnie roni nica|vernon vern|victor vic viktor
victoria vicky vicki tori vick vikki viktoria|vincent vin vince vinny vincenz|virginia ginny ginger gini
vivian viv vivien vivienne|walter walt wally wat|wendy gwen|wilfred wilf fred|wilhelmina mina minnie wilma billie willa
william will bill billy willy liam willie|winifred win winnie|winston win|zachary zach zak zack zac zachariah
siobhan shevaun chevonne shivaun|niamh neve nieve|aoife eva|caoimhe keeva|padraig patrick paddy podge|sinead jane
seamus james shay|mairead margaret|oisin osheen|aengus angus|ewan euan ewen owen|alasdair alastair alistair alister al ali
hamish seamus|catriona catrina trina|adolf dolf adi|achim joachim|alois lois loisl alojz|annemarie annemie annemiek
august gustl gus auguste|bernhard bernd berni hardy|brigitte gitte gitta biggi britta|burkhard burkhart
christiane christel nane|dietrich dieter dirk|dorothea dora thea doro dorle|eberhard ebbe|elfriede friedel elfi
elisabeth elli else ilse lisbeth liesel lieschen lisa sissi betti|emil milo|ernst erni|eugen geni
ferdinand ferdi ferdl nando|florian flo flori|franz franzl frank ferenc|franziska franzi franzl fanny ziska
friederike rike fritzi friedel|friedrich fritz friedel fiete fredi|georg schorsch girgl|gerhard gerd gert hardy gerhart
gertrud trude traudel|gottfried friedel goetz gotz|guenter gunter guenther gunther|gustav gustl gus gustaf
hannelore lore hanne|hans johannes hannes hansi jan johann|heinrich heinz heiner hein henrik heini|helene leni lena
helmut helmuth hellmut|herbert herb heri|hermann harm manni armin|hildegard hilde hilda|hubert hubsi|ignaz nazi
irmgard irma irmi|jakob jackl jockel koebi kobi|joachim jochen achim jo jochim|johanna hanna hanni jo hanne
johannes hans hannes johann jo hansi|josef joseph sepp jupp beppo seppl pepi jos joschi|josefine josephine josi fine peppi
juergen jurgen jorgen|karl carl kalle karli charly|karoline caroline lina line
katharina kathi kati kaethe kathe katja trine katrin catharina nina|klaus claus nikolaus niklas|konrad conrad kurt konni
kurt curt konrad|leonhard leo hartl lenny|leopold poldi leo|lieselotte liselotte lilo liesel|ludwig lutz luggi wiggerl lui
luise louise lulu lise|magdalena lena leni magda madlen lene|manfred manni fred
margarete margarethe grete gretel greta marga gretl|maria mizzi mitzi ria marei|marianne janne nanne|martha marthe
martina tina|mathias matthias matze hias mattis matz|mathilde thilde hilde tilda|maximilian max maxl maxi
michael michi mich michel michl|monika moni mona monica|nikolaus klaus niklas nick nikolas|otto otti|peter petz pit
philipp philip lipp phil|reinhard reiner hardy reinhart|reinhold reini holdi|renate rena nati reni|roswitha rosi
rudolf rudi rolf dolf|rupert ruprecht|sebastian basti wastl bastian|siegfried siggi sigi|sigrid siri sigi
stefan stephan steff steffen|susanne susi sanne|theodor theo teo|theresia resi theres resl|thomas tom tommi
ulrich uli ulli udo ulf|ulrike uli ulli rike|ursula uschi ulla urschel ursel|volker volkmar|walter walther walti
waltraud traudl traudel|werner wernher|wilhelm willi willy helm wim wilm|wolfgang wolf wolfi wolle|anneliese anne liese
adriaan arie ad adri|antonius anton toon ton teun antoon|bartholomeus bart mees
catharina trijntje toos rina carina tineke cato|christiaan chris|cornelia corrie nelleke neeltje cor|cornelis kees cor nelis
dirk diederik|elisabeth els lies liesbeth bets betje elly elsbeth|franciscus frans cees|gerardus gerard gerrit geert
geertruida truus trudy geertje|gijsbert gijs|hendrik henk rik hein henri|hendrika rika riek henny|hubertus bert huub
jacobus jaap koos co jacob|jacoba coba|jan johannes hans johan jo|johanna joke hanneke jo annie jannie
lambertus bert lammert|laurens laurentius lau rens|leendert leen|lodewijk lode loek wiek|margaretha greet gre margriet griet
maria marijke mieke ria riet marieke maaike mia|mattheus thijs matthijs|nicolaas klaas nico niek claas|pieter piet peter
petrus piet peter|theodorus theo dorus|wilhelmina willemien mien wil wilma mina|willem wim pim
birgitta gitta britta brita gitte|bengt benke benedikt|bjorn bjoern nalle|erik eric kerik erika|fredrik fredde fred
gunnar gunne|gustaf gustav gurra|hakan haakan|hans hasse|henrik henke henrich|ingrid inga|jan janne
johan john janne jojje johannes|jorgen jyrgen|karl calle kalle carl|katarina kajsa karin kata katta|kristina kicki stina kia
kristoffer stoffe christoffer|lars lasse lauritz|leif leffe|magnus mange|margareta greta maggan marit|mats matts
mikael micke mikkel mickel|nils nisse niels|olof olle olav olaf|per pelle peder petter|sigurd sigge|soren soeren|sten stene
stefan steffe|sven svenne svend|thomas tompa|ulf uffe|ulla ullis|viktor vicke|yngve inge|aleksi ale alex|antti antero
heikki heke henrik|jaakko jaska jaakob|johannes juha juhani jussi hannes|juhani juha jussi juhana|kaarina kaisa katariina
katariina kati kaisa kata katri|kristiina tiina kirsti|mikko miikka mikael|matti matias|pekka pietari|tapani teppo tahvo
tuomas tuomo tommi|vilhelm ville viljami|alberto beto berto tito|alejandra ale sandra jana|alejandro ale alex jandro sandro
alfonso poncho fonso alonso|alicia licha|ana anita|andres andy|antonia tona toni|antonio tono antonito toni tonito tonho
arturo turo|beatriz bea betty betriz bibi|carlos carlitos charly|carmen carmina menchu mamen carmela|catalina cata lina
cecilia ceci chila|concepcion concha conchita conchi|consuelo chelo|cristina cris tina cristy|cristobal tobal cris
daniel dani|dolores lola lolita loli doli|eduardo edu lalo guayo eddy|elena nena|emilio milo|encarnacion encarna
enrique quique kike quico|ernesto neto|esperanza espe lanza|federico fede lico kiko|felipe pipe feli|fernando fer nando nano
francisca paca paquita paqui pancha fran|francisco paco pancho paquito curro fran kiko quico cisco frasco|gabriel gabi
gonzalo gonza chalo|graciela chela grace|gregorio goyo gori|guadalupe lupe lupita|guillermo memo guille willy
gustavo gus tavo|hector tito|hernan nan|humberto beto|ignacio nacho inaki|inmaculada inma|isabel isa chabela chabe bel
jaime jimmy|javier javi xavi xavier|jesus chuy chus suso jesusito|joaquin quino chimo quim|jorge coque jorgito yorch
jose pepe chepe pepito ze|josefa pepa josefina pepita fina|josefina fina pepa josefa|juan juanito juancho juanjo
juana juanita|julia juli|laura lauri|leonardo leo nardo|leticia lety leti|lorenzo lencho loren|lucia lucha luci
luis lucho luisito|manuel manolo manu lolo manolito|margarita marga rita mague|maria mari maruja marichu mariquita
maria-jose marijose cote|mercedes merche meche|miguel migue micho|milagros mila mili|montserrat montse|natividad nati
nicolas nico colas|pablo pablito|patricia pati patri|pedro perico pedrito|pilar pili piluca|rafael rafa rafita
ramon moncho monchi|raul rulo|remedios reme|ricardo richi rica cardo|roberto beto rober tito|rodrigo rodri
rosario charo chayo|salvador chava salva boro|santiago santi chago yago tiago|sebastian sebas chano|sergio sergi checo
socorro coco|susana susi|teresa tere teresita maite|tomas tomi|vicente chente vicen|victoria vicky toya|vladimiro vlado
yolanda yoli|fco francisco|adriana dri|ana-maria anamaria|antonio toninho tonho toze tony|aparecida cida|augusto guto
beatriz bia|carlos carlinhos caca|catarina cata|eduardo edu dudu duda|fabiana fabi|fatima fafa|fernanda nanda fe
fernando nando|filipe lipe pipo|francisco chico xico kiko|gabriela gabi|guilherme gui guiga|gustavo gu guga|henrique rique
helena lena leninha|isabel bel isa belinha|joana jo|joao joaozinho jota janjao|joaquim quim quinzinho|jose ze zeca zezinho
leonardo leo|luciana lu|luis luizinho lula luiz lu|manuel manel manoel mane nelo|maria mia mariazinha|mariana mari
miguel miguelito gui|paulo paulinho|pedro pedrinho|rafael rafa|ricardo rica cadu|roberto beto betinho|rodrigo digo
sebastiao tiao bastiao|teresa teca tete|tiago santiago|alberto berto albertino|alessandra sandra ale
alessandro sandro ale alex|andrea andre|angelo lino angiolino|anna annina annetta|antonella anto nella
antonio tonio toni toto nino tonino|bartolomeo meo|beatrice bice bea|benedetto benni detto|caterina rina cate
carlo carletto lello|carolina lina|concetta cetta titti|cristina cri|daniela dani|domenico mimmo mimi menico nico
elisabetta betta lisa elisa betti|emanuele lele manu|enrico rico chicco|ernesto tino|federica fede|federico fede chicco ico
ferdinando nando|filippo pippo lippo filo|francesca franca fra cesca checca|francesco franco checco ciccio cecco fra cicco
gabriele lele gabri|gaetano tano nino|gennaro rino jenny|giacomo mino giacomino|gianluca luca|giorgio giorgino
giovanna gianna vanna nina|giovanni gianni vanni nanni giova|giulia giuli
giuseppe beppe peppe pino peppino beppino geppo bepi|giuseppina pina peppa giusy pinuccia|ignazio gnazio
lorenzo renzo lollo enzo|luigi gigi gino luigino|luigia gina|maddalena lena|marcello lello|margherita rita marghe ghita
maria mariuccia mari|massimiliano max massimo|massimo max|matteo teo|michele lino miche|nicola nico cola
nunzia nuccia annunziata|paolo paolino|pasquale lino pasqualino|pietro piero pierino|raffaele lele lello raffa
raffaella raffa lella|roberto robi berto|rosaria sara saretta|salvatore toto turi salvo tore|sebastiano seba bastiano nello
silvestro silvio|simona mona|stefania stefi|stefano ste|teresa teresina|tommaso maso tom masino|valentina vale|valerio vale
vincenzo enzo cenzo vince|vittorio vitto|alain al|alexandre alex sacha|alphonse fonfon|amandine mandine|anne nanette annie
antoine toine tonio toinou|antoinette toinette|auguste guste|baptiste bapt batiste|benjamin benji ben
bernadette bernie nadette|bertrand bert|camille cam|caroline caro line|catherine cathy kate katia cat|charlotte lolotte cha
christian chris|christine cri cricri|christophe chris tophe kiki|claude claudie|clementine clem|corinne coco
delphine del fifi|denise niz|dominique dom domi|edouard doudou edo|elisabeth babette lisette zabou elise babeth beth
elodie lolo elo|emilie mimi emi|emmanuel manu mano|emmanuelle manu|etienne tienne steph|eugenie ninie|florence flo
florian flo|francois fanfan franck francis|francoise fanchon soizic|frederic fred frede|frederique fred|gabriel gaby
genevieve ginette gene viviane|georges jojo|gerard gege|gilbert gil|guillaume guigui will|guy guitou|helene leno lena
henri riri|isabelle isa zaza belle|jacqueline jackie line|jacques jacquot jacky jako|jean jeannot yann|jean-baptiste jb
jean-claude jc|jean-francois jf jeff|jean-luc jl|jean-marc jm|jean-michel jm jeanmi|jean-paul jp|jean-philippe jp jeanphi
jean-pierre jp jeanpi|jeanne jeannette|jerome jeje|joseph jo zef|josephine jo fifi|julien juju ju|laetitia leti
laurence lolo|laurent lolo lau|louis loulou|louise loulou|lucien lulu|madeleine mado madelon|marcel marcello
marguerite margot guite|marie mimi|marie-claude mc|marie-christine mariechris|martine titine|mathieu matt mat matthieu
maurice momo|maxime max|michel mimi miche|michele mimi|monique momo nique|nathalie nath nat|olivier oliv olive|pascal pasco
patrice pat|philippe phil philou fifi|pierre pierrot|raphael raph|raymond ray momo|remi remy|rene nene|robert bob bobby
sebastien seb bastien|simone monette|sophie soso|stephane steph|stephanie fanny steph|suzanne suzon suzette|sylvain syl
theophile theo|therese tete|thierry titi|valentin val|vanessa nessa|veronique vero|victor totor|vincent vince|virginie ninie
yves yvon|xavier xav|adam adas adasiek|agata agatka|agnieszka aga jagna|aleksander alek olek olo|aleksandra ola olka olenka
andrzej andrus jedrek jedrzej|anna ania anka andzia hania|antoni antek tosiek|barbara basia baska|bartlomiej bartek
beata beatka|boguslaw bogus bodek|bozena bozenka|czeslaw czesiek|danuta danka danusia|dariusz darek|dorota dorotka
edward edek|elzbieta ela elka|ewa ewka ewunia|feliks felek|franciszek franek|gabriela gabrysia|genowefa genia
grazyna grazynka|grzegorz grzesiek grzes|halina halinka|hanna hania hanka|helena hela helenka|henryk heniek|ireneusz irek
irena irka irenka|iwona iwonka|izabela iza|jacek jacus|jadwiga jadzia|jakub kuba kubus|jan janek jas jasiek|janina janka
janusz januszek|jaroslaw jarek|jerzy jurek|joanna asia aska joasia|jolanta jola|jozef jozek ziutek|julia julka
justyna justynka|karol karolek lolek|karolina karola|katarzyna kasia kaska kasienka|kazimierz kazik kazek|kinga kinia
krystyna krysia kryska|krzysztof krzysiek krzys|leszek lech lesio|lucyna lucynka|lukasz lukaszek|maciej maciek
magdalena magda madzia|malgorzata gosia malgosia goska|marcin marcinek|marek mareczek|maria marysia maryska maja
mariusz mariuszek|marta martusia|mateusz mati matek|michal michalek|mieczyslaw mietek|miroslaw mirek|monika monia
pawel pawelek|piotr piotrek piotrus|przemyslaw przemek|radoslaw radek|rafal rafalek|robert robercik|roman romek
ryszard rysiek rychu|sebastian seba|slawomir slawek|stanislaw stasiek staszek stach stas|stefan stefek|sylwia sylwka
szymon szymek|tadeusz tadek tadzio|teresa tereska|tomasz tomek|urszula ula|wanda wandzia|waldemar waldek|wieslaw wiesiek
wiktoria wika|wladyslaw wladek|wlodzimierz wlodek|wojciech wojtek|zbigniew zbyszek zbychu|zdzislaw zdzich zdzisiek
zofia zosia zoska|zuzanna zuza zuzia|zygmunt zygmus|alena alenka|alzbeta betka bozka bety|antonin tonda tonik|bohumil bohous
bozena boza|dagmar dasa dana|daniel dan danek|david davidek|eliska ela|emilie milka|frantisek franta fanda ferko fero
hana hanka|helena helenka|irena irenka|ivana iva|jakub kuba kubik|jan honza jenik jano janko|jana janka jani|jarmila jarka
jaroslav jarda jaro jarek|jaroslava jarka|jindrich jindra|jiri jirka jura juraj|josef pepa pepik jozef jozo jozko
jozef jozo jozko|karel kaja|katerina katka kacka kaca|kristyna tyna kaca|ladislav lada laco vlada|lenka leni|libuse liba
lubomir lubos|lucie lucka|lukas luky|magdalena majda magda|marek marecek|margita gita|marie maruska maja marena|marketa mar
martin marta|michal misa misko|miloslav milos milda|miroslav mira mirek miro|monika moni|ondrej ondra ondrik
pavel pavlik pajda|peter peto petko|petr peta petrik|radovan rado|rudolf ruda rudko|stanislav standa stano|stefan stevo
tereza terka|tomas tom tomik|vaclav vasek vena vasa|veronika verca|vladimir vlada vlado|vojtech vojta bela|zdenek zdenda
zuzana zuzka|andras andris bandi|agnes agi|antal toni anti|balazs bali|bela belus|csaba csabi|denes deni|dorottya dori
edit edus|ede edi|elemer elem|erika eri|erzsebet erzsi bozsi zsoka boske zsazsa|eszter eszti|eva evi|ferenc feri|gabor gabi
gabriella gabi|gergely gergo|geza gezu|gyorgy gyuri|gyula gyuszi|ildiko ildi|ilona ili ilus|imre imi|istvan isti pista pisti
ivan ivi|janos jani jancsi|jozsef jozsi joska|judit jutka|kalman kalmi|karoly karcsi|katalin kati kata|klara klari
krisztina kriszti|laszlo laci|lajos lali|margit manci|maria mari marika|marta marti|matyas matyi|miklos miki|mihaly misi
pal pali|peter peti|sandor sanyi sandorka|sara sari|tamas tomi|tibor tibi|zoltan zoli|zsigmond zsiga|zsofia zsofi
zsuzsanna zsuzsa zsuzsi|alexandru alex sandu|ana anca anuta|andrei dudu|bogdan bogdi|constantin costel costi costica dinu
cristian cristi|dumitru mitica dumi|elena lenuta ileana|florin florinel|gheorghe ghita gigi gica george
ioan ion nelu ionel ionut|ioana ionela|ion ionel nelu ionica|iulian iuli|maria marioara|mihai misu mihaita|mihaela miha
nicolae nicu nelu|petru petrica|stefan fane fanel|vasile vasilica sile|aleksandr sasha sanya shura alex sashka
aleksandra sasha sanya shura alexandra|aleksei alexei alexey aleksey alyosha lyosha alesha lesha|alla allochka|alina alya
anastasia nastya nastia asya stasya anastasiya|anatoly tolya anatoliy anatoli tolik|andrei andrey andriy andrusha andryusha
anna anya anuta nyura nyusha|anton antosha tosha|antonina tonya|arkady arkasha|artem artyom tema tyoma|boris borya
daniil danya danila danil|daria darya dasha daryna|denis deniska|dmitri dmitry dmitriy dima mitya dimitri|eduard edik
ekaterina yekaterina katya katia kateryna katyusha|elena yelena lena alyona olena lenochka|elizaveta liza yelizaveta
evgenia yevgenia zhenya evgeniya yevgeniya|evgeny yevgeny evgeni yevgeni evgeniy yevgeniy zhenya yevhen|fyodor fedor fedya
galina galya halyna|gennady gena gennadiy|georgy georgiy zhora gosha yegor|grigory grisha grigoriy hryhorii|igor garik ihor
ilya ilyusha illya|inna innochka|innokenty kesha|irina ira iryna irisha|ivan vanya vanyusha|kirill kirya kyrylo kiryusha
konstantin kostya|ksenia xenia ksyusha oksana kseniya|larisa lara larysa|leonid lenya lyonya|lev lyova leva
liudmila lyudmila ludmila lyuda luda mila lyusya liudmyla|lidia lida lidiya|lyubov lyuba luba liubov|margarita rita margo
maria masha marusya manya mariya mariia mashenka|marina marisha maryna|matvei matvey motya|maxim maksim maks max
mikhail misha mykhailo mishka mihail|mikhaila misha|nadezhda nadya nadia nadiia
natalia natalya natasha nata nataliya nataliia|nikita nikitos|nikolai nikolay kolya mykola nikolaj|nina ninochka
oksana ksana ksyusha|oleg olezhka oleh|olga olya olha|pavel pasha pavlik pavlo|pyotr petr petya petro|polina polya
roman roma|ruslan rus|semyon semen syoma|sergei sergey seryozha serge serhiy serhii serega serezha|sofia sofya sonya sofiya
stanislav stas slava|stepan styopa|svetlana sveta svitlana lana|taras tarasik|tatiana tatyana tanya tetiana tania
timofei timofey tima|ulyana ulya|vadim vadik vadym|valentin valya valik|valentina valya|valery valeri valera valeriy valerii
vasily vasili vasya vasyl vasiliy|vera verochka vira|veronika nika vika|viktor vitya victor|viktoria vika viktoriya
vitaly vitali vitalik vitaliy vitalii|vladimir volodya vova volodymyr vladimirs|vladislav vlad slava vladik|vsevolod seva
vyacheslav viacheslav slava|yakov yasha|yana yanochka|yaroslav slava yarik|yulia julia yuliya julija iuliia
yuri yury yuriy yura juri iouri yurii|zinaida zina|aleksandar aca sale aco|ana anica|branislav brane|dragan gagi|dusan dule
goran goga|ivan ivica|jelena jeca|jovan joca|katarina kaca|marija mara|milan mile|milica mica|miroslav mira|mirjana mira
nemanja neca|nenad nesa|nikola nidzo|petar pera|predrag pedja|slobodan boban sloba|snezana sneza|stevan steva|vladimir vlada
zoran zoki|zeljko zeljo|alexandros alekos alexis|anastasia natasa tasoula|anastasios tasos|andreas andrikos|antonios antonis
apostolos tolis|athanasios thanasis thanos nasos sakis|charalambos babis haris charis|christos kitsos
dimitra mimi dimitroula|dimitrios dimitris mitsos jimmy takis dimitri|eirini irini rena irene|ekaterini katerina
eleni elena lena nitsa helen|emmanouil manolis manos|evangelia litsa eva evi|evangelos vangelis vaggelis|fotini fofi
georgia giota gogo|georgios giorgos yorgos george giorgis yiorgos yiannis|ioanna gianna joanna
ioannis giannis yannis yiannis john gianis|konstantina konna dina nantia|konstantinos kostas kostis dinos costas kostakis
kyriakos kyriakis|maria mairi marika|michail michalis mihalis|nikolaos nikos|panagiota giota pota
panagiotis panos takis panayiotis|paraskevi voula evi vivi|petros petrakis|sofia sofi|spyridon spyros|stavros stavrakis
stylianos stelios|theodoros thodoris theo|vasiliki vaso vicky vassiliki|vasilios vasilis vassilis billy vasileios
ahmet ahmed|abdullah apo|emine emis|fatma fatos|hasan haso|huseyin huso|ibrahim ibo|mehmet memo memet mehmed
mustafa mustis musti|osman osi|suleyman sulo|yusuf yusa|zeynep zeyno|avraham abraham avi avram rami|binyamin benjamin benny
chaim haim hayim haym|daniel dani danny|david dudu dudi|eliezer lazar|eliyahu eli elijah elie|ephraim efi|esther esti ester
gavriel gabi|hannah chana hana chanah|michael miki micha|miriam miri|mordechai motti moti mordecai|moshe moses moishe moshik
natan nathan|pinchas pini|rachel rahel ruchi racheli|refael rafi raphael|rivka rebecca riki|sarah sara sari
shimon simon shimi|shlomo solomon shlomi|shmuel samuel shmulik sami|shoshana shosh|yaakov jacob kobi yankel yacov yakov
yehoshua joshua shuki|yehuda judah yudi|yehudit judith|yitzhak isaac itzik yitzchak itzhak izzy|yochanan yohanan john
yosef joseph yossi jossi yosi joe|zalman zali|zeev wolf|abdullah abdallah abdulla
abdulrahman abderrahmane abdurrahman abdelrahman|abdulaziz abdelaziz|ahmad ahmed ahmet|aisha aicha ayesha ayse aysha|ali aly
amina aminah amine|fatima fatema fatma fatimah fatouma|faisal faysal feisal|hasan hassan
hussein husayn hussain husain hossein houssein|ibrahim ebrahim brahim|ismail ismael esmail|jamal gamal djamel jamel
jamil gamil djamil|khadija khadijah khadidja|khalid khaled|layla leila leyla laila|mahmoud mahmud mahmood
mariam maryam meryem miriam|mohsen muhsin mohsin|mustafa mostafa moustafa mustapha mostapha|nur noor nour|omar umar omer
osama usama oussama|othman osman uthman|rachid rashid rasheed|said saeed saeid|salah saleh salih|samir sameer
tarek tariq tarik|walid waleed oualid|yasin yassine yaseen yassin|yasmin jasmine yasmine
yusuf youssef yousef yousuf yosef joseph youcef|zainab zaynab zeinab zineb|abhishek abhi|aditya adi|ajay aj|akhilesh akhil
anand anandh|aniruddha ani|anjali anju|arjun arjuna|aravind arvind|ashok ashoka|balakrishnan balu bala
chandrasekhar chandra shekhar chandrashekar chandrasekar|deepak dipak|deepika deepa|dhananjay dhanu|ganesh ganesan
gayatri gayathri|geeta gita geetha|gurpreet guri|harpreet harry|jayanthi jaya|karthik kartik karthick|kavita kavitha
krishnan krish|krishnamurthy krishna|lakshmi laxmi|lalita lalitha|madhavan maddy|mahesh mahi|manish manu|meenakshi meena
mukesh mukku|narayan narayanan narain|navneet nav|nikhil nik|padmavathi padma|pradeep pradip|prakash praku|pranav pran
prashant prasanth prashanth|priyanka priya|rahul rahu|rajagopal raj|rajendra raj rajinder|rajesh raj raju|rajeev rajiv
rakesh raka|ramakrishnan ram|ramesh ramu|ravindra ravi ravinder|rohit rohith|sachin sach|sandeep sandip
sangeeta sangita sangeetha|sanjay sanju sanjai|santosh santhosh|satish sathish|savitri savithri|sharad sarad
shivakumar shiva siva sivakumar|siddharth sid siddhartha|sreenivasan srinivasan vasan srini seenu
srinivas sreenivas srini srinivasa|subramanian subramaniam subbu mani|sudeep sudip|suneeta sunita sunitha|suresh suri
surya suriya|swathi swati|umesh umi|vaibhav vibhu|venkatesh venkat venky|venkatesan venkat|vidya vidhya|vijay bijay vijai
vikram vik|vinod binod|vishal bishal|vishwanath viswanath vishy|vivek bibek|yogesh yogi|charoen jaroen|somchai chai
oluwaseun seun|oluwafemi femi|olufunke funke|oluwatobi tobi|babatunde tunde|adewale wale|adebayo bayo|chukwuemeka emeka
chidiebere chidi|ngozi goz|kwabena kobby|kofi kof|thandiwe thandi|sibusiso sbu|nkosinathi nathi
`;

const rowsOf = (rows: string): ReadonlyMap<string, readonly string[]> => {
  const byName = new Map<string, Set<string>>();
  for (const text of rows.trim().split(/[|\n]/)) {
    const row = text.split(" ").map((name) => name.replaceAll("-", ""));
    for (const name of row) {
      const known = byName.get(name) ?? new Set();
      row.forEach((other) => known.add(other));
      byName.set(name, known);
    }
  }
  return new Map([...byName].map(([name, others]) => [name, [...others]]));
};

let byName: ReadonlyMap<string, readonly string[]> | undefined;

/** Other names that somebody of this given name goes by, in plain form. */
export function goesBy(given: string): readonly string[] {
  byName ??= rowsOf(ROWS);
  return byName.get(given) ?? [];
}
